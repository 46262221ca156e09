// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts refused credentials by client address in token buckets, in memory only. Who has used up
 * the bucket is answered 429 until it fills again.
 */
public final class RequestLimits {
    private static final int MAX_CLIENTS = 10_000;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MAX_CLIENTS;
                }
            };

    /**
     * @param perMinute how many refusals a minute a client may cause; also the size of the bucket
     */
    public RequestLimits(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Whether credentials of this client are looked at now. */
    public synchronized boolean allows(String client) {
        Bucket bucket = buckets.get(client);
        return bucket == null || level(bucket) >= 1;
    }

    /** Notes that credentials of this client were refused. */
    public synchronized void refused(String client) {
        Bucket bucket = buckets.get(client);
        double level = bucket == null ? perMinute : level(bucket);
        buckets.put(client, new Bucket(Math.max(0, level - 1), clock.millis()));
    }

    private double level(Bucket bucket) {
        double refilled = (clock.millis() - bucket.atMillis()) * perMinute / 60_000.0;
        return Math.min(perMinute, bucket.level() + refilled);
    }

    private record Bucket(double level, long atMillis) {}
}
