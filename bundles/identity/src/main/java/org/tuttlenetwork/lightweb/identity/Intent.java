// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something asked for that must be done in Zitadel.
 *
 * @param id the operation's id
 * @param kind what
 * @param user whose roles; null for roles of the project
 * @param roles one role, or those of the project
 * @param names display names, as many as roles, for DEFINE
 * @param asked when
 * @param attempts how often it failed
 */
public record Intent(
        UUID id,
        Kind kind,
        @Nullable UserId user,
        List<String> roles,
        List<String> names,
        Instant asked,
        int attempts) {
    /** A grant that could not be written for so long asks a person (DECISIONS 1.2). */
    public static final Duration LATE = Duration.ofMinutes(15);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** What is asked for. */
    public enum Kind {
        GRANT,
        REVOKE,
        DEFINE,
        REMOVE;

        /** Whether it takes something away: such are done first, and tried for ever. */
        public boolean isRemoval() {
            return this == REVOKE || this == REMOVE;
        }
    }

    public Intent {
        roles = List.copyOf(roles);
        names = List.copyOf(names);
    }

    /** Whether it must ask a person instead of running this late. */
    public boolean isLate(Instant now) {
        return kind == Kind.GRANT && now.isAfter(asked.plus(LATE));
    }

    /** The pause after one more failure: 1 s, 2 s, 4 s … at most a minute. */
    public Duration pause() {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempts, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
