// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was asked for and takes longer than the request.
 *
 * @param id its id, as in {@code /api/v1/operations/{id}}
 * @param state how far
 * @param detail what it waits for, or what went wrong and what to do; empty where done
 * @param asked when it was asked for
 * @param changed when it last changed
 */
public record Operation(UUID id, State state, String detail, Instant asked, Instant changed) {
    /** How far. */
    public enum State {
        PENDING,
        DONE,
        NEEDS_PERSON,
        CANCELLED
    }
}
