// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The roles of an island, the most powerful first. */
public enum MemberRole {
    OWNER,
    ADMIN,
    MODERATOR,
    MEMBER,
    GUEST;

    /** The role's part of a role key: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role key of this role on an island. */
    public RoleKey on(Slug slug) {
        return RoleKey.ofIsland(slug.value(), key());
    }

    /** Whether who has this role may add and remove people of another. */
    public boolean mayManage(MemberRole other) {
        return switch (this) {
            case OWNER -> true;
            case ADMIN, MODERATOR -> other.ordinal() > ordinal();
            case MEMBER, GUEST -> false;
        };
    }

    /** Those whom who has this role may neither add nor remove. */
    List<MemberRole> unmanaged() {
        return Arrays.stream(values()).filter(role -> !mayManage(role)).toList();
    }

    /**
     * @param own of who wants to manage; empty for who is no member
     * @throws LightWebException FORBIDDEN where it does not let them add and remove people of
     *     another
     */
    public static void requireMayManage(Optional<MemberRole> own, MemberRole other) {
        if (!own.orElse(GUEST).mayManage(other)) {
            throw LightWebException.forbidden(
                            "Your role on this island does not let you add, change or remove"
                                    + " somebody who is "
                                    + other.key()
                                    + ".")
                    .because("may-not-manage");
        }
    }

    /** The less powerful of this and another. */
    public MemberRole weaker(MemberRole other) {
        return other.ordinal() > ordinal() ? other : this;
    }

    /** The role of exactly this key. */
    public static Optional<MemberRole> ofKey(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    /**
     * The most powerful role on an island among role keys; keys that are not strictly known roles
     * count for nothing.
     *
     * @param roles effective roles of one user
     */
    public static Optional<MemberRole> highest(Set<RoleKey> roles, Slug slug) {
        return Arrays.stream(values()).filter(role -> roles.contains(role.on(slug))).findFirst();
    }

    /** All role keys of an island. */
    public static List<RoleKey> all(Slug slug) {
        return Arrays.stream(values()).map(role -> role.on(slug)).toList();
    }
}
