// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import java.time.Instant;
import java.util.SortedSet;
import java.util.function.Supplier;

/** A map as a peer got it. */
public final class DeliveredMap {
    private final Instant at;
    private final Supplier<SortedSet<String>> map;

    /**
     * @param at when it was sent on the peer's stream
     * @param map works it out as it was then
     */
    public DeliveredMap(Instant at, Supplier<SortedSet<String>> map) {
        this.at = at;
        this.map = map;
    }

    /** When it was sent on the peer's stream. */
    public Instant at() {
        return at;
    }

    /** The ids of the peers in it. */
    public SortedSet<String> peers() {
        return map.get();
    }

    @Override
    public String toString() {
        return "map of " + at + " with " + peers();
    }
}
