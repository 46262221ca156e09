// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known here of somebody's membership beside their roles.
 *
 * @param added by whom and when; empty for who came by Zitadel's own console
 * @param asked what was asked for, as long as they were not seen in the island since
 * @param until when the membership ends by itself
 * @param change a role that is to replace all others
 */
public record Note(
        Optional<By> added, Optional<Asked> asked, Optional<By> until, Optional<Asked> change) {
    /** Of who was not added here. */
    static final Note NONE =
            new Note(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Somebody who does something, and an instant.
     *
     * @param who does it
     * @param at when, or for when
     */
    public record By(UserId who, Instant at) {}

    /**
     * A role that is on its way.
     *
     * @param role which
     * @param operation what carries it out
     */
    public record Asked(MemberRole role, UUID operation) {}

    /** Of somebody who was added, and is on the way. */
    static Note added(By by, Asked asked, Optional<By> until) {
        return new Note(Optional.of(by), Optional.of(asked), until, Optional.empty());
    }

    Note withAdded(By by) {
        return new Note(Optional.of(by), asked, until, change);
    }

    Note withUntil(Optional<By> end) {
        return new Note(added, asked, end, change);
    }

    /** What is on its way for somebody who is not in. */
    public Optional<Asked> coming() {
        return asked.or(() -> change);
    }

    Note withChange(Optional<Asked> to) {
        return new Note(added, asked, until, to);
    }

    /** Whether the end date has passed. */
    boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end.at())).isPresent();
    }

    /**
     * What counts of a role that somebody holds: of a change that is under way the weaker one, and
     * nothing after the end date. An owner has no end: whoever became one in spite of a date stays,
     * so that no island loses its last one by the clock.
     */
    Optional<MemberRole> counting(Optional<MemberRole> held, Instant now) {
        return held.map(role -> change.map(to -> role.weaker(to.role())).orElse(role))
                .filter(role -> role == MemberRole.OWNER || !isOver(now));
    }
}
