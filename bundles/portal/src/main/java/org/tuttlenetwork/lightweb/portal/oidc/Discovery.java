// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.oidc;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.work.RetryPause;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What the issuer says about itself, kept for an hour. Anybody may begin a login: however many do,
 * the issuer is asked by one of them, and after a failure not for some seconds.
 */
final class Discovery {
    static final Duration KEPT = Duration.ofHours(1);
    static final Duration KEPT_FAILURE = Duration.ofSeconds(5);

    private static final int ATTEMPTS = 3;
    private static final RetryPause PAUSE = new RetryPause(Duration.ofMillis(100), 4);

    private final Supplier<JsonNode> issuer;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(null, null, Instant.MIN);

    /**
     * @param issuer asks once
     */
    Discovery(Supplier<JsonNode> issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Blocks while the issuer is asked.
     *
     * @throws LightWebException if it does not answer, or not as it should
     */
    JsonNode document() {
        Known now = known;
        if (!clock.instant().isBefore(now.until)) {
            now = askedByOne();
        }
        if (now.document != null) {
            return now.document;
        }
        throw now.failure == null ? new IllegalStateException("Nothing was asked") : now.failure;
    }

    private Known askedByOne() {
        asking.lock();
        try {
            if (!clock.instant().isBefore(known.until)) {
                known = asked();
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    private Known asked() {
        for (int attempt = 1; ; attempt++) {
            try {
                JsonNode document = issuer.get();
                return new Known(document, null, clock.instant().plus(KEPT));
            } catch (LightWebException e) {
                if (e.type() != ProblemType.UNAVAILABLE
                        || attempt == ATTEMPTS
                        || !paused(attempt)) {
                    return new Known(null, e, clock.instant().plus(KEPT_FAILURE));
                }
            }
        }
    }

    private static boolean paused(int attempt) {
        try {
            PAUSE.after(attempt);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Known(
            @Nullable JsonNode document, @Nullable LightWebException failure, Instant until) {}
}
