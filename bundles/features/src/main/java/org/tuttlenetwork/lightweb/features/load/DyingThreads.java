// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which feature's code ended a thread by what it threw, for ten minutes. */
final class DyingThreads implements UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DyingThreads.class);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private record Death(Instant at, String words) {}

    private final Code code;
    private final Clock clock;
    private final Map<String, Death> last = new ConcurrentHashMap<>();

    DyingThreads(Code code, Clock clock) {
        this.code = code;
        this.clock = clock;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        LOG.error("The thread {} ended by what it threw", thread.getName(), thrown);
        Instant now = clock.instant();
        code.first(Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString).toList())
                .ifPresent(
                        place ->
                                last.put(
                                        place.feature(),
                                        new Death(
                                                now,
                                                "%s ended its thread %s at %s (%s)."
                                                        .formatted(
                                                                thrown,
                                                                thread.getName(),
                                                                place.frame(),
                                                                now.truncatedTo(
                                                                        ChronoUnit.SECONDS)))));
    }

    /** What happened last in a feature's own threads. */
    Optional<String> of(String feature) {
        return Optional.ofNullable(last.get(feature))
                .filter(death -> death.at().isAfter(clock.instant().minus(KEPT)))
                .map(Death::words);
    }
}
