// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.journal;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of a scope are read: those for which all that is given holds.
 *
 * @param action what the action begins with, such as {@code island.member}
 * @param actor who did it
 * @param object what it was done to, whole
 * @param from not before this instant
 * @param to before this instant
 */
public record JournalFilter(
        Optional<String> action,
        Optional<UserId> actor,
        Optional<String> object,
        Optional<Instant> from,
        Optional<Instant> to) {
    /** Every entry. */
    public static final JournalFilter ALL =
            new JournalFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * @throws IllegalArgumentException if an instant is not of the years 1 to 9999
     */
    public JournalFilter {
        from.ifPresent(JournalFilter::requireSane);
        to.ifPresent(JournalFilter::requireSane);
    }

    private static void requireSane(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException("Not of the years 1 to 9999: " + instant);
        }
    }
}
