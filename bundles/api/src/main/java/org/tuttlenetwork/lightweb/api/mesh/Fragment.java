// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of the mesh that should exist, as a feature wants it. It replaces the fragment of the same
 * name and feature that was declared before, and outlives stop, update and restart (DECISIONS 1.1).
 *
 * @param name unique in the feature: 1 to 100 characters
 * @param groups groups with distinct keys
 * @param policies policies with distinct keys
 * @param zones DNS zones with distinct domains
 * @param devices devices that come by a setup key, with keys distinct from each other's and from
 *     those of groups
 */
public record Fragment(
        String name,
        List<MeshGroup> groups,
        List<MeshPolicy> policies,
        List<DnsZone> zones,
        List<KeyedDevice> devices) {
    /** A fragment without devices of its own. */
    public Fragment(
            String name, List<MeshGroup> groups, List<MeshPolicy> policies, List<DnsZone> zones) {
        this(name, groups, policies, zones, List.of());
    }

    public Fragment {
        groups = List.copyOf(groups);
        policies = List.copyOf(policies);
        zones = List.copyOf(zones);
        devices = List.copyOf(devices);
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("A fragment's name has 1 to 100 characters");
        }
        List<String> keys = groups.stream().map(MeshGroup::key).toList();
        requireDistinct(
                "group or device",
                Stream.concat(keys.stream(), devices.stream().map(KeyedDevice::key)).toList());
        for (KeyedDevice device : devices) {
            if (!keys.containsAll(device.joins())) {
                throw new IllegalArgumentException(
                        "The device " + device.key() + " joins a group that is not here");
            }
        }
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
