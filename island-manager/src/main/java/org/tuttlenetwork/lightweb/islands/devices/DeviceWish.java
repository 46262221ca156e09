// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.devices;

import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.ShownText;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A device that somebody wants to bring.
 *
 * @param name 1 to 80 characters, as people call it
 * @param until when it leaves by itself: at least an hour and at most a year from now
 * @param linkLifetime how long its link can be exchanged: 10 minutes to 7 days
 */
public record DeviceWish(String name, Instant until, Duration linkLifetime) {
    /** How long a link lasts unless said otherwise. */
    public static final Duration USUAL_LINK = Duration.ofHours(1);

    static final Duration SHORTEST_LINK = Duration.ofMinutes(10);
    static final Duration LONGEST_LINK = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final ShownText NAME = new ShownText(80);

    public DeviceWish {
        name = ShownText.strip(name);
    }

    /**
     * @throws LightWebException INVALID, naming each field and the rule that it breaks
     */
    void require(Instant now) {
        List<FieldProblem> wrong = new ArrayList<>();
        if (!NAME.allows(name)) {
            wrong.add(new FieldProblem("name", NAME.rule()));
        }
        if (until.isBefore(now.plus(SHORTEST)) || until.isAfter(now.plus(LONGEST))) {
            wrong.add(new FieldProblem("endsAt", "an hour to a year from now"));
        }
        if (!isLinkLifetime(linkLifetime)) {
            wrong.add(new FieldProblem("linkMinutes", "10 minutes to 7 days"));
        }
        if (!wrong.isEmpty()) {
            throw LightWebException.invalid(wrong);
        }
    }

    /** Whether a link may last so long. */
    static boolean isLinkLifetime(Duration lifetime) {
        return lifetime.compareTo(SHORTEST_LINK) >= 0 && lifetime.compareTo(LONGEST_LINK) <= 0;
    }
}
