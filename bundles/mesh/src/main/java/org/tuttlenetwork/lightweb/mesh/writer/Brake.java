// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Effect;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.Held.Reason;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says which changes of a plan are held (DECISIONS 1.7). Plans infer no removal of anybody from an
 * absence; what they do infer is held here: that an object of ours is gone, while a listing of
 * people or devices, which we never delete, is suspiciously short (what stays short for long is
 * so), and that an object which nobody declares is wanted by nobody.
 */
final class Brake {
    private static final int FEW = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String UNDECLARED =
            "nobody declares it, and nobody took it back: it stays as it is";

    private static final String RESTORED =
            "it follows from a backup that was restored, and nobody has released it";

    private final Clock clock;
    private int users;
    private int peers;
    private @Nullable Instant shortSince;

    Brake(Clock clock) {
        this.clock = clock;
    }

    /**
     * What waits for a person, or for a reading that explains it.
     *
     * @param actual what the plan follows from
     */
    Verdict judge(Plan plan, Actual actual) {
        List<Held> held = new ArrayList<>();
        for (Change change : plan.orphaned()) {
            held.add(held(change, actual, Reason.UNDECLARED, UNDECLARED));
        }
        Optional<String> tooShort = judge(actual);
        if (tooShort.isPresent()) {
            for (Change change : plan.changes()) {
                if (change instanceof Change.Forget) {
                    held.add(held(change, actual, Reason.SHORT_LISTING, tooShort.get()));
                }
            }
        }
        return new Verdict(held, tooShort);
    }

    /** What is held because it follows from a restored state. */
    static List<Held> restored(List<Change> changes, Actual actual) {
        return changes.stream()
                .map(change -> held(change, actual, Reason.RESTORED, RESTORED))
                .toList();
    }

    private static Held held(Change change, Actual actual, Reason reason, String words) {
        return new Held(change, Effect.of(change, actual), reason, words);
    }

    private Optional<String> judge(Actual actual) {
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

    /**
     * What the brake says of a plan.
     *
     * @param held the changes that wait
     * @param tooShort what is wrong with the reading; empty where nothing is
     */
    record Verdict(List<Held> held, Optional<String> tooShort) {
        Verdict {
            held = List.copyOf(held);
        }
    }
}
