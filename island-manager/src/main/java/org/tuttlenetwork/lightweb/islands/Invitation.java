// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An invitation, without its secret.
 *
 * @param id immutable
 * @param island where to
 * @param terms what was agreed when it was made
 * @param madeBy who invites
 * @param madeAt when
 * @param used how many people used it
 * @param revokedAt when it was taken back
 */
public record Invitation(
        UUID id,
        UUID island,
        Terms terms,
        UserId madeBy,
        Instant madeAt,
        int used,
        Optional<Instant> revokedAt) {
    /** Whether it lets nobody new in any more, and why. */
    public Optional<End> end(Instant now) {
        if (revokedAt.isPresent()) {
            return Optional.of(End.REVOKED);
        }
        if (!now.isBefore(terms.expiresAt())) {
            return Optional.of(End.EXPIRED);
        }
        if (used >= terms.uses()) {
            return Optional.of(End.USED_UP);
        }
        return terms.memberUntil().filter(end -> !now.isBefore(end)).map(_ -> End.OFFER_OVER);
    }

    /** Why an invitation is none any more. */
    public enum End {
        EXPIRED,
        USED_UP,
        /** The membership that it offers would be over already. */
        OFFER_OVER,
        REVOKED
    }

    /** How it is handed on. */
    public enum Kind {
        /** By link, or the picture of one. */
        LINK,
        /** By word of mouth. */
        CODE
    }
}
