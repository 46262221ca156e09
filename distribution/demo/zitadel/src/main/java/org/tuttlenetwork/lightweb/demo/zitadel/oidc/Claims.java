// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Grant;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Organizations;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The claims about a user, computed from what is there now (contract §2). */
final class Claims {
    static final String ROLES = "urn:zitadel:iam:org:project:roles";
    static final String PROJECT_ROLES = "urn:zitadel:iam:org:project:" + DemoIds.PROJECT + ":roles";

    private final Store store;

    Claims(Store store) {
        this.store = store;
    }

    /** Profile and e-mail address, as far as the scopes ask. */
    static Map<String, Object> profile(User user, List<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        User.Profile profile = user.profile();
        if (scopes.contains("profile")) {
            claims.put("name", user.displayName());
            claims.put("preferred_username", user.loginName());
            claims.put("updated_at", user.stamp().changed().getEpochSecond());
            if (profile != null) {
                claims.put("given_name", profile.givenName());
                claims.put("family_name", profile.familyName());
                claims.put("locale", profile.language());
            }
        }
        if (scopes.contains("email") && profile != null) {
            claims.put("email", profile.email());
            claims.put("email_verified", true);
        }
        return claims;
    }

    /** The organization of the user, where the scopes ask. */
    static Map<String, Object> organization(List<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        boolean restricted = scopes.contains(Scopes.ORGANIZATION_PREFIX + DemoIds.ORGANIZATION);
        if (restricted) {
            claims.put("urn:zitadel:iam:org:id", DemoIds.ORGANIZATION);
        }
        if (restricted || scopes.contains(Scopes.RESOURCE_OWNER)) {
            String prefix = Scopes.RESOURCE_OWNER + ":";
            claims.put(prefix + "id", DemoIds.ORGANIZATION);
            claims.put(prefix + "name", Organizations.name(DemoIds.ORGANIZATION));
            claims.put(prefix + "primary_domain", Organizations.DOMAIN);
        }
        return claims;
    }

    /**
     * The role claims; none where nothing asks for them, or the user has no role.
     *
     * @param asserted whether a setting asks for roles without a scope
     * @param client whether the token belongs to an application of the project
     */
    Map<String, Object> roles(User user, List<String> scopes, boolean asserted, boolean client) {
        List<String> requested =
                scopes.stream()
                        .filter(scope -> scope.startsWith(Scopes.ROLE_PREFIX))
                        .map(scope -> scope.substring(Scopes.ROLE_PREFIX.length()))
                        .toList();
        boolean asked = scopes.contains(Scopes.PROJECTS_ROLES) || !requested.isEmpty();
        boolean inAudience = asked && Scopes.audience(scopes).contains(DemoIds.PROJECT);
        boolean ofClient = client && (asserted || !requested.isEmpty());
        if (!inAudience && !ofClient) {
            return Map.of();
        }
        Map<String, Map<String, String>> roles = rolesOf(user, scopes);
        if (!requested.isEmpty()) {
            roles.keySet().retainAll(Set.copyOf(requested));
        }
        if (roles.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(PROJECT_ROLES, roles);
        if (client) {
            claims.put(ROLES, roles);
        }
        return claims;
    }

    private Map<String, Map<String, String>> rolesOf(User user, List<String> scopes) {
        List<String> organizations =
                scopes.stream()
                        .filter(s -> s.startsWith(Scopes.ROLES_OF_ORGANIZATION_PREFIX))
                        .map(s -> s.substring(Scopes.ROLES_OF_ORGANIZATION_PREFIX.length()))
                        .toList();
        Map<String, Map<String, String>> roles = new TreeMap<>();
        for (Grant grant : store.current().grantsOf(user.id())) {
            boolean wanted =
                    organizations.isEmpty() || organizations.contains(grant.organizationId());
            if (grant.active() && wanted) {
                for (String key : grant.roleKeys()) {
                    roles.computeIfAbsent(key, _ -> new TreeMap<>())
                            .put(
                                    grant.organizationId(),
                                    Organizations.domain(grant.organizationId()));
                }
            }
        }
        return roles;
    }
}
