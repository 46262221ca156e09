// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The catalogue's configuration: {@code etc/lightweb.catalog.cfg}. */
@ObjectClassDefinition(name = "LightWeb catalogue")
public @interface CatalogConfig {
    /** What services' names in the mesh end with. */
    @AttributeDefinition(
            description =
                    "The DNS suffix of services inside the mesh: lower-case labels with dots,"
                            + " without a leading dot")
    String dns__suffix() default "tuttle.internal";
}
