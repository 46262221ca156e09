// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells a declaration that only lets people in from one that may take something away. */
public final class Arrivals {
    private Arrivals() {}

    /**
     * Whether a fragment wants all that it wanted before, in the same policies, zones and devices,
     * and only more people or machines in its groups.
     */
    public static boolean only(Fragment before, Fragment after) {
        if (!before.policies().equals(after.policies())
                || !before.zones().equals(after.zones())
                || !before.devices().equals(after.devices())) {
            return false;
        }
        Map<String, MeshGroup> groups =
                after.groups().stream()
                        .collect(Collectors.toMap(MeshGroup::key, Function.identity()));
        return before.groups().stream().allMatch(group -> isWithin(group, groups.get(group.key())));
    }

    private static boolean isWithin(MeshGroup before, @Nullable MeshGroup after) {
        return after != null
                && after.users().containsAll(before.users())
                && after.peers().containsAll(before.peers());
    }
}
