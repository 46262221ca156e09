// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Ids of rows: UUIDv7 (RFC 9562 §5.7), ordered by time. Devices, placements and leases take {@link
 * UUID#randomUUID()}.
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new UUIDv7: 48 bits of milliseconds since 1970, then 74 random bits. */
    public static UUID next(Clock clock) {
        long millis = clock.millis();
        long high = millis << 16 | 0x7000L | RANDOM.nextLong() & 0x0fffL;
        long low = RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
