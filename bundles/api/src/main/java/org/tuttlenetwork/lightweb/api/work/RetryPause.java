// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The pause before one more attempt at what did not answer: ever longer, and half of it more or
 * less by chance, so that those who failed together do not come back together.
 *
 * @param first after the first attempt
 * @param factor how much longer each is than the one before, 1 or more
 */
public record RetryPause(Duration first, int factor) {
    public RetryPause {
        if (first.isNegative() || first.isZero() || factor < 1) {
            throw new IllegalArgumentException(
                    "a pause is longer than nothing, and gets no shorter");
        }
    }

    /**
     * Waits; that is what it is for.
     *
     * @param attempt which attempt has failed, from 1
     * @throws InterruptedException if the thread is to end
     */
    public void after(int attempt) throws InterruptedException {
        long usual = Math.round(first.toNanos() * Math.pow(factor, attempt - 1.0));
        TimeUnit.NANOSECONDS.sleep(usual / 2 + ThreadLocalRandom.current().nextLong(usual));
    }
}
