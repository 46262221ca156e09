// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import java.time.Duration;
import java.time.Instant;

/** How well a node is, by its silence (DECISIONS 5.5). */
public enum NodeHealth {
    /** Never heard of. */
    UNKNOWN,
    UP,
    /** Silent for 75 s: gets no new users. */
    SUSPECT,
    /** Silent for 150 s. */
    DOWN;

    static final Duration SUSPECT_AFTER = Duration.ofSeconds(75);
    static final Duration DOWN_AFTER = Duration.ofSeconds(150);

    /**
     * @param node the node
     * @param now the present
     * @param listeningSince since when a host has been listening: silence before that says nothing
     */
    public static NodeHealth of(NodeRecord node, Instant now, Instant listeningSince) {
        if (node.beat().isEmpty()) {
            return UNKNOWN;
        }
        Instant heard = node.beat().get().at();
        Instant silentSince = heard.isAfter(listeningSince) ? heard : listeningSince;
        Duration silence = Duration.between(silentSince, now);
        if (silence.compareTo(DOWN_AFTER) >= 0) {
            return DOWN;
        }
        return silence.compareTo(SUSPECT_AFTER) >= 0 ? SUSPECT : UP;
    }
}
