// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks whether a listing of people or devices, which we never delete, is suspiciously short
 * (DECISIONS 1.7). Plans infer no removal of anybody from an absence; what they do infer, that an
 * object of ours is gone, is not believed while this holds. What stays short for long is so.
 */
final class Brake {
    private static final int FEW = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Clock clock;
    private int users;
    private int peers;
    private @Nullable Instant shortSince;

    Brake(Clock clock) {
        this.clock = clock;
    }

    /** What is wrong with a reading, in words; empty where nothing is. */
    Optional<String> judge(Actual actual) {
        Optional<String> words =
                words("users", users, actual.users().size())
                        .or(() -> words("devices", peers, actual.peers().size()));
        if (words.isPresent()) {
            Instant since = shortSince == null ? clock.instant() : shortSince;
            shortSince = since;
            if (clock.instant().isBefore(since.plus(PATIENCE))) {
                return words;
            }
        }
        shortSince = null;
        users = actual.users().size();
        peers = actual.peers().size();
        return Optional.empty();
    }

    private static Optional<String> words(String what, int before, int now) {
        return before >= FEW && now * 2 < before
                ? Optional.of(
                        "NetBird lists "
                                + now
                                + " "
                                + what
                                + " after "
                                + before
                                + ": nothing is concluded from what is missing")
                : Optional.empty();
    }
}
