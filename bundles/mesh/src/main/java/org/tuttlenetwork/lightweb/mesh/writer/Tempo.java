// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the next write may go out. NetBird holds each device's map back for a second, anew at each
 * change (netbird.md §5.1), so a drip of writes would keep it from telling anybody: grants go in
 * bursts with quiet after, a removal at once with those of the next half second, names in a lane of
 * their own. One thread.
 */
public final class Tempo {
    private final LongSupplier nanos;
    private final long quiet;
    private final long together;
    private final long namesQuiet;
    private long quietUntil;
    private long removalsUntil;
    private long removalsFrom;
    private long namesFrom;
    private long lookAt;
    private long longAt;

    /**
     * @param nanos monotonic time, as {@link System#nanoTime}
     */
    public Tempo(Duration quiet, LongSupplier nanos) {
        this.nanos = nanos;
        this.quiet = quiet.toNanos();
        this.together = this.quiet * 5 / 12;
        this.namesQuiet = this.quiet * 5 / 2;
        long now = nanos.getAsLong();
        quietUntil = now;
        removalsUntil = now;
        removalsFrom = now;
        namesFrom = now;
        lookAt = now;
        longAt = now;
    }

    /** Milliseconds until a removal may go out: 0 for now. */
    public long untilRemoval() {
        long now = nanos.getAsLong();
        return now - removalsUntil < 0 ? 0 : millis(removalsFrom - now);
    }

    long untilGrant() {
        return millis(quietUntil - nanos.getAsLong());
    }

    long untilNames() {
        long now = nanos.getAsLong();
        return millis(Math.max(namesFrom - now, quietUntil - now));
    }

    /** A burst of writes begins. */
    void begins() {
        long now = nanos.getAsLong();
        lookAt = now + together;
        longAt = now + quiet * 4;
    }

    /**
     * Whether a burst has gone on for so long that NetBird must have quiet in between: whoever is
     * in many of the groups would be told of none as long as it lasts.
     */
    boolean isLong() {
        return nanos.getAsLong() - longAt >= 0;
    }

    /**
     * Whether it is time to look if something new is asked for, while a burst goes out: each half
     * second.
     */
    boolean isTimeToLook() {
        long now = nanos.getAsLong();
        boolean isTime = now - lookAt >= 0;
        if (isTime) {
            lookAt = now + together;
        }
        return isTime;
    }

    /**
     * Removals begin. Only after quiet do they open another half second: those that come within
     * one, however long they take, do not add to it.
     */
    void removing() {
        long now = nanos.getAsLong();
        if (now - removalsFrom >= 0) {
            removalsUntil = now + together;
        }
    }

    void removed() {
        long now = nanos.getAsLong();
        removalsFrom = now + quiet;
        quietUntil = now + quiet;
    }

    void granted() {
        quietUntil = nanos.getAsLong() + quiet;
    }

    void named() {
        long now = nanos.getAsLong();
        quietUntil = now + quiet;
        namesFrom = now + namesQuiet;
    }

    private static long millis(long nanos) {
        return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }
}
