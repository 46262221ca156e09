// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.tuttlenetwork.lightweb.api.feed.Derived;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Values in memory, each with the stamp that was read before it was computed. */
final class KeptValues<K, V> implements Derived<K, V> {
    /** Whoever forgot to publish a change is found out after this. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private final Stamps stamps;
    private final Stamps.Stamp stamp;
    private final Function<K, V> compute;
    private final int most;
    private final LongSupplier nanos;
    private final Map<K, Held<V>> values = new ConcurrentHashMap<>();

    /**
     * @param most the most values that are kept; beyond it all are dropped
     * @param nanos the time, as {@link System#nanoTime()} counts it
     */
    KeptValues(
            Stamps stamps,
            Set<String> topics,
            Function<K, V> compute,
            int most,
            LongSupplier nanos) {
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("Name the topics that change these values");
        }
        this.stamps = stamps;
        this.stamp = stamps.of(topics);
        this.compute = compute;
        this.most = most;
        this.nanos = nanos;
    }

    private record Held<V>(V value, long stamp, long until) {}

    @Override
    public V of(K key) {
        long now = stamp.now();
        long time = nanos.getAsLong();
        Held<V> held = values.get(key);
        if (held != null && held.stamp == now && time - held.until < 0 && stamps.isHeard()) {
            return held.value;
        }
        V value = compute.apply(key);
        if (values.size() >= most) {
            values.clear();
        }
        values.put(key, new Held<>(value, now, time + LONGEST.toNanos()));
        return value;
    }
}
