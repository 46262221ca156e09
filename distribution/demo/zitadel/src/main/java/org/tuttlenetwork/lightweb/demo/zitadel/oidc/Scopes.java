// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The scopes that Zitadel reserves (contract §2). */
public final class Scopes {
    /** All roles of the projects in the audience. */
    public static final String PROJECTS_ROLES = "urn:zitadel:iam:org:projects:roles";

    /** Puts the islands' project in the audience. */
    public static final String PROJECT_AUDIENCE =
            "urn:zitadel:iam:org:project:id:" + DemoIds.PROJECT + ":aud";

    /** Without it the APIs of Zitadel itself answer 401. */
    public static final String ZITADEL_AUDIENCE = "urn:zitadel:iam:org:project:id:zitadel:aud";

    /** What a client of this project asks for. */
    public static final List<String> RECOMMENDED =
            List.of("openid", "profile", "email", PROJECTS_ROLES, PROJECT_AUDIENCE);

    static final String ROLE_PREFIX = "urn:zitadel:iam:org:project:role:";
    static final String ROLES_OF_ORGANIZATION_PREFIX = "urn:zitadel:iam:org:roles:id:";
    static final String RESOURCE_OWNER = "urn:zitadel:iam:user:resourceowner";
    static final String ORGANIZATION_PREFIX = "urn:zitadel:iam:org:id:";

    /** The id of the project that Zitadel's own API is. */
    static final String ZITADEL_PROJECT = "100000000000000001";

    private static final String PROJECT_PREFIX = "urn:zitadel:iam:org:project:id:";

    private Scopes() {}

    static List<String> parse(String scope) {
        return Arrays.stream(scope.split(" ", -1)).filter(s -> !s.isEmpty()).distinct().toList();
    }

    /** The projects that the scopes put in the audience. */
    static Set<String> audience(List<String> scopes) {
        Set<String> audience = new LinkedHashSet<>();
        for (String scope : scopes) {
            if (scope.equals(ZITADEL_AUDIENCE)) {
                audience.add(ZITADEL_PROJECT);
            } else if (scope.startsWith(PROJECT_PREFIX) && scope.endsWith(":aud")) {
                audience.add(
                        scope.substring(PROJECT_PREFIX.length(), scope.length() - ":aud".length()));
            }
        }
        return audience;
    }
}
