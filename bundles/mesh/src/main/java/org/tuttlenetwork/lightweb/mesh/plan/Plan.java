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
 * @param orphaned what would take away objects of ours that nobody declares and nobody took back:
 *     only an absence speaks for it, so it waits for a person (DECISIONS 1.1, 1.7); in order too
 */
public record Plan(List<Change> changes, Map<ObjectKey, String> waiting, List<Change> orphaned) {
    public Plan {
        changes = List.copyOf(changes);
        waiting = Map.copyOf(waiting);
        orphaned = List.copyOf(orphaned);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
