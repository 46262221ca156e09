// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which keys may sign which type, and how many must.
 *
 * @param roles all types
 * @param throwAway whether the keys are made for a demonstration and protect nothing; the document
 *     says so
 */
public record RootRoles(Map<DocumentType, Role> roles, boolean throwAway) {
    /**
     * The keys of a type.
     *
     * @param threshold 1 to the number of keys
     * @param keys different keys
     */
    public record Role(int threshold, List<VerificationKey> keys) {
        /**
         * @throws IllegalArgumentException where the threshold cannot be met or a key is there
         *     twice
         */
        public Role {
            keys = List.copyOf(keys);
            if (threshold < 1 || threshold > keys.size()) {
                throw new IllegalArgumentException(
                        "threshold is " + threshold + ", allowed: 1 to " + keys.size());
            }
            if (keys.stream().distinct().count() != keys.size()) {
                throw new IllegalArgumentException("A role names each key once");
            }
        }
    }

    /**
     * @throws IllegalArgumentException where a type has no role
     */
    public RootRoles {
        if (roles.size() != DocumentType.values().length) {
            throw new IllegalArgumentException("A root names the keys of all types");
        }
        roles = Map.copyOf(new EnumMap<>(roles));
    }

    Role of(DocumentType type) {
        Role role = roles.get(type);
        if (role == null) {
            throw new IllegalStateException("A root names the keys of all types");
        }
        return role;
    }
}
