// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Changes that an administrator approved.
 *
 * @param administrator who, by id
 * @param requestId of the request by which they did
 * @param changes the ids of exactly these changes
 * @param detail why it is void or refused, in words
 * @param since when it came into its state
 */
public record Approval(
        UUID id,
        Instant at,
        String administrator,
        String requestId,
        Set<String> changes,
        State state,
        String detail,
        Instant since) {
    public Approval {
        changes = Set.copyOf(changes);
    }

    /** What became of it. */
    public enum State {
        /** The writer has not planned anew yet. */
        WAITING,
        /** All were still the same when they were planned anew; they are being made. */
        ACCEPTED,
        /** All are made. */
        DONE,
        /** They were not the same any more: none was made. */
        VOID,
        /** NetBird refuses one of them. */
        REFUSED
    }

    public boolean isOpen() {
        return state == State.WAITING || state == State.ACCEPTED;
    }
}
