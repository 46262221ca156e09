// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An island that is offered to somebody.
 *
 * @param from the owner who offers it
 * @param to the member to whom
 * @param offeredAt when
 * @param state how far
 */
public record Handover(UUID island, UserId from, UserId to, Instant offeredAt, State state) {
    private static final Duration GOOD_FOR = Duration.ofDays(14);

    /** Whether it counts: an offer that nobody accepts is over after two weeks. */
    public boolean isOpen(Instant now) {
        return state == State.ACCEPTED || now.isBefore(offeredAt.plus(GOOD_FOR));
    }

    /** How far. */
    public enum State {
        OFFERED,
        /** Done as soon as the new owner's role is there. */
        ACCEPTED
    }
}
