// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.time.Instant;

/**
 * What became of a fragment.
 *
 * @param state how far
 * @param detail what it waits for, what holds it, or what failed; empty where applied
 * @param since since when
 */
public record FragmentState(State state, String detail, Instant since) {
    /** How far. */
    public enum State {
        /** Not declared, or withdrawn and gone from NetBird. */
        ABSENT,
        /** Stored; NetBird does not show it yet. */
        PENDING,
        /** NetBird shows all of it. */
        APPLIED,
        /** The brake holds a part of it until an administrator decides (DECISIONS 1.7). */
        HELD,
        /** NetBird refuses a part of it; tried again. */
        FAILED
    }
}
