// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** When what did not work is tried again: soon, then ever later. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration LAST = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Map<String, Next> next = new HashMap<>();

    private record Next(Instant at, Duration after) {}

    Backoff(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether something is to be tried now; then it is counted as tried. */
    synchronized boolean isDue(String what) {
        Instant now = clock.instant();
        Next found = next.get(what);
        if (found != null && now.isBefore(found.at())) {
            return false;
        }
        Duration wait = found == null ? FIRST : found.after();
        Duration later = wait.multipliedBy(2).compareTo(LAST) > 0 ? LAST : wait.multipliedBy(2);
        next.put(what, new Next(now.plus(wait), later));
        return true;
    }

    /** Forgets everything but what still does not work. */
    synchronized void keepOnly(Collection<String> failing) {
        next.keySet().retainAll(failing);
    }
}
