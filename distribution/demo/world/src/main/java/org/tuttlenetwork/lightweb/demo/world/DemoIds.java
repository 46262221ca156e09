// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.world;

/** Ids that the stand-ins and the demo's configuration must agree on. */
public final class DemoIds {
    /** The Zitadel organization of the demo. */
    public static final String ORGANIZATION = "310000000000000001";

    /** The Zitadel project whose roles are the islands' truth. */
    public static final String PROJECT = "320000000000000001";

    /** The OIDC client of the portal (authorization code with PKCE, no secret). */
    public static final String PORTAL_CLIENT = "330000000000000001";

    /** The OIDC client of the command line (device authorization, RFC 8628). */
    public static final String CLI_CLIENT = "330000000000000002";

    /** The API application by which the host introspects opaque tokens. */
    public static final String API_CLIENT = "330000000000000003";

    /** The machine user as which the host calls Zitadel. */
    public static final String SERVICE_USER = "340000000000000001";

    private DemoIds() {}
}
