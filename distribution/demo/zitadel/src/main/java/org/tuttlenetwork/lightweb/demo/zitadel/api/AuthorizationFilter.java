// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Grant;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.util.List;

/** One element of the filters of ListAuthorizations: exactly one key. */
final class AuthorizationFilter {
    private static final String METHOD = "TEXT_FILTER_METHOD_";
    private static final List<String> NAMES =
            List.of(
                    "authorizationIds",
                    "organizationId",
                    "state",
                    "userId",
                    "userOrganizationId",
                    "userPreferredLoginName",
                    "userDisplayName",
                    "projectId",
                    "projectName",
                    "roleKey",
                    "projectGrantId");

    private final String name;
    private final Fields filter;

    AuthorizationFilter(Fields element) {
        name = element.oneOf(NAMES);
        filter = element.object(name);
    }

    boolean test(Grant grant, User user) {
        return switch (name) {
            case "authorizationIds" -> filter.texts("ids").contains(grant.id());
            case "organizationId" -> isId(grant.organizationId());
            case "state" -> wantedState().equals(state(grant));
            case "userId" -> isId(grant.userId());
            case "userOrganizationId" -> isId(DemoIds.ORGANIZATION);
            case "userPreferredLoginName" ->
                    TextMethod.matches(filter, METHOD, "loginName", user.loginName());
            case "userDisplayName" ->
                    TextMethod.matches(filter, METHOD, "displayName", user.displayName());
            case "projectId" -> isId(DemoIds.PROJECT);
            case "projectName" -> TextMethod.matches(filter, METHOD, "name", ProjectService.NAME);
            case "roleKey" -> holds(grant);
            case "projectGrantId" -> isId(grant.projectGrantId());
            default -> throw new IllegalStateException(name);
        };
    }

    /** Zitadel has a method here too, must know it, and takes no notice of it. */
    private boolean holds(Grant grant) {
        TextMethod.requireKnown(filter, METHOD);
        return grant.roleKeys().contains(filter.text("key").orElse(""));
    }

    private boolean isId(String actual) {
        return filter.requiredText("id").equals(actual);
    }

    private String wantedState() {
        return filter.choice(
                "state", List.of("STATE_UNSPECIFIED", "STATE_ACTIVE", "STATE_INACTIVE"));
    }

    static String state(Grant grant) {
        return grant.active() ? "STATE_ACTIVE" : "STATE_INACTIVE";
    }
}
