// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When the next write may go out. NetBird holds each device's map back for a second, anew at each
 * change (netbird.md §5.1), so a drip of writes would keep it from telling anybody: grants go in
 * bursts with quiet after, a removal at once with those of the next half second, names in a lane of
 * their own. Monotonic time; one thread.
 */
final class Tempo {
    private final long quiet;
    private final long together;
    private final long namesQuiet;
    private long quietUntil;
    private long removalsUntil;
    private long removalsFrom;
    private long namesFrom;

    Tempo(Duration quiet) {
        this.quiet = quiet.toNanos();
        this.together = this.quiet * 5 / 12;
        this.namesQuiet = this.quiet * 5 / 2;
        long now = System.nanoTime();
        quietUntil = now;
        removalsUntil = now;
        removalsFrom = now;
        namesFrom = now;
    }

    /** Milliseconds until a removal may go out: 0 for now. */
    long untilRemoval() {
        long now = System.nanoTime();
        return now - removalsUntil < 0 ? 0 : millis(removalsFrom - now);
    }

    long untilGrant() {
        return millis(quietUntil - System.nanoTime());
    }

    long untilNames() {
        long now = System.nanoTime();
        return millis(Math.max(namesFrom - now, quietUntil - now));
    }

    void removed() {
        long now = System.nanoTime();
        if (now - removalsUntil >= 0) {
            removalsUntil = now + together;
        }
        removalsFrom = now + quiet;
        quietUntil = now + quiet;
    }

    void granted() {
        quietUntil = System.nanoTime() + quiet;
    }

    void named() {
        long now = System.nanoTime();
        quietUntil = now + quiet;
        namesFrom = now + namesQuiet;
    }

    private static long millis(long nanos) {
        return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }
}
