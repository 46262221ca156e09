// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who holds roles of one island at one moment.
 *
 * @param slug the island
 * @param roles effective roles of the island, by user; keys that are not strictly known roles count
 *     for nothing
 */
record Holders(Slug slug, Map<UserId, Set<RoleKey>> roles) {
    Holders {
        roles = Map.copyOf(roles);
    }

    /** Somebody's most powerful role; empty for who is no member. */
    Optional<MemberRole> role(UserId user) {
        return MemberRole.highest(roles.getOrDefault(user, Set.of()), slug);
    }

    /** Every role that somebody has here, the most powerful first. */
    java.util.List<RoleKey> of(UserId user) {
        Set<RoleKey> held = roles.getOrDefault(user, Set.of());
        return MemberRole.all(slug).stream().filter(held::contains).toList();
    }

    Set<UserId> members() {
        return roles.keySet().stream()
                .filter(user -> role(user).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<UserId> membersWithout(UserId user) {
        Set<UserId> others = new HashSet<>(members());
        others.remove(user);
        return others;
    }

    boolean isLastOwner(UserId user) {
        RoleKey owner = MemberRole.OWNER.on(slug);
        Set<UserId> owners =
                roles.entrySet().stream()
                        .filter(held -> held.getValue().contains(owner))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        return owners.equals(Set.of(user));
    }
}
