// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who came by an invitation that asks for approval.
 *
 * @param invitation what they came by
 * @param user who
 * @param askedAt when
 * @param state what came of it
 */
public record JoinRequest(
        UUID id, UUID island, UUID invitation, UserId user, Instant askedAt, State state) {
    /** What came of it. */
    public enum State {
        OPEN,
        APPROVED,
        REFUSED,
        WITHDRAWN
    }
}
