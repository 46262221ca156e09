// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The portal's configuration: {@code etc/lightweb.portal.cfg}. */
@ObjectClassDefinition(name = "LightWeb portal")
public @interface PortalConfig {
    /** Zitadel. */
    @AttributeDefinition(description = "The OIDC issuer, the same as in etc/lightweb.identity.cfg")
    String issuer() default "";

    /** The portal's application in Zitadel. */
    @AttributeDefinition(
            description =
                    "The client id of the portal's application: authorization code with PKCE, no"
                            + " secret")
    String client__id() default "";

    /** Where people reach the portal. */
    @AttributeDefinition(
            description =
                    "The portal's public URL without a path, for example https://lightweb.example")
    String public__url() default "";

    /** How long a login is good. */
    @AttributeDefinition(description = "How many hours a login is good, 1 to 168")
    int session__hours() default 12;
}
