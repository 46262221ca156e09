// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * {@code etc/lightweb.identity.cfg}. Two underscores here are one in the file (OSGi Compendium
 * 112.8.2.1; one alone would be a dot).
 */
@ObjectClassDefinition(
        name = "LightWeb identity",
        description = "Which Zitadel says who people are and which roles they have.")
public @interface IdentityConfig {
    @AttributeDefinition(
            description =
                    "demo or real; the host gives it. demo takes only an http issuer on loopback,"
                            + " real only https.")
    String profile() default "real";

    @AttributeDefinition(
            description =
                    "Zitadel's address exactly as in tokens, for example https://id.example.org")
    String issuer() default "";

    @AttributeDefinition(
            description = "The project whose roles count, as Zitadel's console shows it")
    String project__id() default "";

    @AttributeDefinition(description = "The organization whose grants count")
    String organization__id() default "";

    @AttributeDefinition(
            description =
                    "The JSON key file of the service user, which is PROJECT_OWNER of the project,"
                            + " ORG_OWNER_VIEWER, and for events IAM_OWNER_VIEWER")
    String service__user__key__file() default "";

    @AttributeDefinition(
            description =
                    "Client id of an API application of the project, to introspect opaque tokens;"
                            + " empty: only JWTs are taken")
    String api__client__id() default "";

    @AttributeDefinition(description = "Its secret: $[secret:zitadel-api]")
    String api__client__secret() default "";

    @AttributeDefinition(
            description =
                    "Client id of a native application of the project with the grants device code"
                            + " and refresh token, for `lightweb login`; empty: people give the"
                            + " command line a token themselves")
    String command__line__client__id() default "";

    @AttributeDefinition(
            description =
                    "Signing key of the Actions target for /hooks/zitadel: $[secret:zitadel-hook];"
                            + " empty: the webhook is closed")
    String webhook__signing__key() default "";

    @AttributeDefinition(
            description =
                    "Signing key of the Actions target for /hooks/zitadel/claims, which adds a flat"
                            + " groups claim for NetBird's own JWT sync: $[secret:zitadel-claims];"
                            + " empty: it is closed. What is taken away counts at the next login"
                            + " only")
    String claims__signing__key() default "";

    @AttributeDefinition(
            description = "Audiences besides project_id of which one must be in a token's aud")
    String[] audiences() default {};

    @AttributeDefinition(description = "Seconds between two polls of Zitadel's events, 1 to 3600")
    int poll__seconds() default 5;

    @AttributeDefinition(description = "Seconds between two full readings, 10 to 86400")
    int reconcile__seconds() default 120;

    @AttributeDefinition(description = "Seconds that one call of Zitadel may take, 1 to 60")
    int timeout__seconds() default 10;

    @AttributeDefinition(
            description =
                    "Percent of all grants: when a listing lacks more than these, their revocation"
                            + " waits for an administrator, 1 to 100")
    int brake__share__percent() default 20;
}
