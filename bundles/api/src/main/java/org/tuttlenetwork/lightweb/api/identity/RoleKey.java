// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

import java.util.Optional;

/**
 * The key of a role of the Zitadel project.
 *
 * @param value 1 to 200 characters
 */
public record RoleKey(String value) implements Comparable<RoleKey> {
    /** Who runs the network. */
    public static final RoleKey ADMINISTRATOR = new RoleKey("lightweb:admin");

    public RoleKey {
        if (value.isBlank() || value.length() > 200) {
            throw new IllegalArgumentException("A role key has 1 to 200 characters");
        }
    }

    /** The role {@code island:<slug>:<role>}. */
    public static RoleKey ofIsland(String slug, String role) {
        return new RoleKey("island:" + slug + ":" + role);
    }

    /**
     * Slug and role, where this is exactly {@code island:<slug>:<role>}; whether both are known is
     * not asked.
     */
    public Optional<IslandRole> island() {
        String[] parts = value.split(":", -1);
        boolean three = parts.length == 3 && parts[0].equals("island");
        return three && !parts[1].isEmpty() && !parts[2].isEmpty()
                ? Optional.of(new IslandRole(parts[1], parts[2]))
                : Optional.empty();
    }

    @Override
    public int compareTo(RoleKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /**
     * The two parts of an island's role.
     *
     * @param slug the island's slug
     * @param role the role's name
     */
    public record IslandRole(String slug, String role) {}
}
