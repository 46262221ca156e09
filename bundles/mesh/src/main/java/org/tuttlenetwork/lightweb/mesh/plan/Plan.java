// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.util.List;
import java.util.Map;

/**
 * What is to be done.
 *
 * @param changes in order: revocations before grants, each after what it needs
 * @param waiting what cannot be done yet, and why, in words
 * @param held what is not done until a person decides, and why, in words (DECISIONS 1.7)
 */
public record Plan(
        List<Change> changes, Map<ObjectKey, String> waiting, Map<ObjectKey, String> held) {
    public Plan {
        changes = List.copyOf(changes);
        waiting = Map.copyOf(waiting);
        held = Map.copyOf(held);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
