// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The PKI's configuration: {@code etc/lightweb.pki.cfg}. */
@ObjectClassDefinition(name = "LightWeb PKI")
public @interface PkiConfig {
    /** Names of this host on the nodes' listener. */
    @AttributeDefinition(
            description =
                    "DNS names and addresses by which nodes reach this host; the certificate of the"
                            + " nodes' listener carries them")
    String[] server__names() default {"localhost", "127.0.0.1", "core-services"};
}
