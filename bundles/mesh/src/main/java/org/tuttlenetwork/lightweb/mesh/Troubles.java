// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;

import java.util.HashMap;
import java.util.Map;

/** What cannot be done in one reconciliation, and why. One thread. */
final class Troubles {
    private final Map<ObjectKey, String> failed = new HashMap<>();
    private final Map<ObjectKey, String> held = new HashMap<>();

    void failed(ObjectKey key, String why) {
        failed.put(key, why);
    }

    void held(ObjectKey key, String why) {
        held.put(key, why);
    }

    /** What NetBird refuses. */
    Map<ObjectKey, String> failed() {
        return Map.copyOf(failed);
    }

    /** What a closer look does not confirm. */
    Map<ObjectKey, String> held() {
        return Map.copyOf(held);
    }

    boolean concern(ObjectKey key) {
        return failed.containsKey(key) || held.containsKey(key);
    }

    boolean isEmpty() {
        return failed.isEmpty() && held.isEmpty();
    }
}
