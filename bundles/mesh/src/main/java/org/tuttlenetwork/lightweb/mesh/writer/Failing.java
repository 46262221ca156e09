// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.mesh.plan.Change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects for which NetBird fails while it answers for others: each is tried again by itself,
 * ever later, so that it holds nothing else up (DECISIONS 1.7). Outlives a reconciliation; in
 * memory, so that another writer begins at once. One thread.
 */
final class Failing {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Fewer may be chance; from then on it is told as refused. */
    private static final int STEADY = 3;

    private final Clock clock;
    private final Map<String, Failure> failures = new HashMap<>();

    Failing(Clock clock) {
        this.clock = clock;
    }

    /** It failed, once more or for the first time. */
    Failure failed(Change change, String words) {
        Failure before = failures.get(change.target());
        Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
        Duration capped = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        Failure now =
                new Failure(
                        before == null ? 1 : before.times() + 1,
                        capped,
                        clock.instant().plus(capped),
                        words);
        failures.put(change.target(), now);
        return now;
    }

    void done(Change change) {
        failures.remove(change.target());
    }

    /** Why a change is not tried now; empty where it may be. */
    Optional<Failure> waiting(Change change) {
        return Optional.ofNullable(failures.get(change.target()))
                .filter(failure -> clock.instant().isBefore(failure.until()));
    }

    /** When the first of them is tried again; empty where none fails. */
    Optional<Instant> next() {
        return failures.values().stream().map(Failure::until).min(Comparator.naturalOrder());
    }

    /** Forgets what nobody wants to change any more. */
    void keep(Collection<Change> planned) {
        Set<String> targets = planned.stream().map(Change::target).collect(Collectors.toSet());
        failures.keySet().retainAll(targets);
    }

    /**
     * How often in a row an object failed, and until when it is left alone.
     *
     * @param words what NetBird said last
     */
    record Failure(int times, Duration pause, Instant until, String words) {
        boolean isSteady() {
            return times >= STEADY;
        }
    }
}
