// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of persistence: {@code etc/lightweb.persistence.cfg}. */
@ObjectClassDefinition(name = "LightWeb persistence")
public @interface PersistenceConfig {
    /** A database of one's own. */
    @AttributeDefinition(
            description =
                    "jdbc:postgresql://… of a database whose user may make schemas and roles; empty"
                            + " means the embedded PostgreSQL")
    String url() default "";

    /** Its user. */
    @AttributeDefinition(description = "The database's user")
    String user() default "";

    /** Its password. */
    @AttributeDefinition(description = "The database user's password; write $[secret:name]")
    String password() default "";

    /** Connections. */
    @AttributeDefinition(description = "The most connections in the pool, 4 to 200")
    int pool__size() default 20;

    /** How long the feed is kept. */
    @AttributeDefinition(
            description = "How many days of changes are kept for streams that resume, 1 to 90")
    int feed__days() default 7;

    /** What is kept within the hour only. */
    @AttributeDefinition(
            description =
                    "How topics begin whose changes would be a log of people's devices: they are"
                            + " removed within the hour")
    String[] short__lived__topics() default {"devices."};
}
