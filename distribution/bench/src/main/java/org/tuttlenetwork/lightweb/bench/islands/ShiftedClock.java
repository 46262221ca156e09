// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The system's clock, or an hour before it: what was there long before a host started is history to
 * it, and no news.
 */
final class ShiftedClock extends Clock {
    private static final Duration LONG_BEFORE = Duration.ofHours(1);

    private volatile Duration behind = LONG_BEFORE;

    /** From now on it is the system's. */
    void begin() {
        behind = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it is UTC's");
    }
}
