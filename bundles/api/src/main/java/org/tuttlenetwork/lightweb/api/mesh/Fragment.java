// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of the mesh that should exist, as a feature wants it. It replaces the fragment of the same
 * name and feature that was declared before, and outlives stop, update and restart (DECISIONS 1.1).
 *
 * @param name unique in the feature: 1 to 100 characters
 * @param groups groups with distinct keys
 * @param policies policies with distinct keys
 * @param zones DNS zones with distinct domains
 */
public record Fragment(
        String name, List<MeshGroup> groups, List<MeshPolicy> policies, List<DnsZone> zones) {
    public Fragment {
        groups = List.copyOf(groups);
        policies = List.copyOf(policies);
        zones = List.copyOf(zones);
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("A fragment's name has 1 to 100 characters");
        }
        requireDistinct("group", groups.stream().map(MeshGroup::key).toList());
        requireDistinct("policy", policies.stream().map(MeshPolicy::key).toList());
        requireDistinct("zone", zones.stream().map(DnsZone::domain).toList());
    }

    private static void requireDistinct(String what, List<String> keys) {
        Set<String> seen = new HashSet<>();
        for (String key : keys) {
            if (!seen.add(key)) {
                throw new IllegalArgumentException("Two of the same " + what + ": " + key);
            }
        }
    }
}
