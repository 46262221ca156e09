// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A token bucket for each personal access token.
 *
 * @param perMinute how many calls a minute refill
 * @param burst how many calls at once
 */
public record RateLimit(int perMinute, int burst) {
    /** NetBird's own numbers where its rate limiting is turned on. */
    public static final RateLimit DEFAULT = new RateLimit(6, 500);

    /** The buckets, one a token. */
    static final class Buckets {
        private record Bucket(double tokens, Instant at) {}

        private final RateLimit limit;
        private final Clock clock;
        private final Map<String, Bucket> buckets = new HashMap<>();

        Buckets(RateLimit limit, Clock clock) {
            this.limit = limit;
            this.clock = clock;
        }

        synchronized boolean allows(String token) {
            Instant now = clock.instant();
            Bucket bucket = buckets.getOrDefault(token, new Bucket(limit.burst(), now));
            double minutes = Duration.between(bucket.at(), now).toMillis() / 60_000.0;
            double tokens = Math.min(limit.burst(), bucket.tokens() + minutes * limit.perMinute());
            boolean allowed = tokens >= 1;
            buckets.put(token, new Bucket(allowed ? tokens - 1 : tokens, now));
            return allowed;
        }
    }
}
