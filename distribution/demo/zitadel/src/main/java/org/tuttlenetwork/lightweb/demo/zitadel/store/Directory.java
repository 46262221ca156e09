// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that lists show, at one moment. Immutable.
 *
 * @param users by id
 * @param grants by id
 * @param roles of the project, by key
 */
public record Directory(
        Map<String, User> users, Map<String, Grant> grants, Map<String, ProjectRole> roles) {
    /** Nobody and nothing. */
    public static final Directory EMPTY = new Directory(Map.of(), Map.of(), Map.of());

    public Directory {
        users = Map.copyOf(users);
        grants = Map.copyOf(grants);
        roles = Map.copyOf(roles);
    }

    public Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    public Optional<Grant> grant(String id) {
        return Optional.ofNullable(grants.get(id));
    }

    public Optional<ProjectRole> role(String key) {
        return Optional.ofNullable(roles.get(key));
    }

    public List<Grant> grantsOf(String userId) {
        return grants.values().stream().filter(grant -> grant.userId().equals(userId)).toList();
    }

    Directory with(User user) {
        return new Directory(plus(users, user.id(), user), grants, roles);
    }

    Directory with(Grant grant) {
        return new Directory(users, plus(grants, grant.id(), grant), roles);
    }

    Directory with(ProjectRole role) {
        return new Directory(users, grants, plus(roles, role.key(), role));
    }

    Directory withoutUser(String id) {
        return new Directory(minus(users, id), grants, roles);
    }

    Directory withoutGrant(String id) {
        return new Directory(users, minus(grants, id), roles);
    }

    Directory withoutRole(String key) {
        return new Directory(users, grants, minus(roles, key));
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T value) {
        Map<String, T> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    private static <T> Map<String, T> minus(Map<String, T> map, String key) {
        Map<String, T> copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }
}
