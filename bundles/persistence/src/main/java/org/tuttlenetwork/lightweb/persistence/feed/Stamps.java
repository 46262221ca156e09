// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often something of each topic was committed, as far as this host knows: its own commits
 * before their callers go on, those of others when the feed hears of them.
 */
public final class Stamps {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Map<String, AtomicLong> topics = new ConcurrentHashMap<>();
    private final AtomicLong all = new AtomicLong();
    private volatile long heardUntil = System.nanoTime();

    /** To be called after the commit of an entry. */
    public void changed(String topic) {
        AtomicLong count = topics.get(topic);
        // A topic that nobody asked for yet has no value that could be old.
        if (count != null) {
            count.incrementAndGet();
        }
    }

    /** To be called where entries may have been missed. */
    void changedAll() {
        all.incrementAndGet();
    }

    /** To be called after each look at the feed that succeeded. */
    void heard() {
        heardUntil = System.nanoTime() + PATIENCE_NANOS;
    }

    /** Whether the feed was heard in the last seconds. */
    boolean isHeard() {
        return System.nanoTime() - heardUntil < 0;
    }

    /** A stamp that differs once something of the topics has changed. */
    Stamp of(Set<String> of) {
        return new Stamp(
                all,
                of.stream()
                        .map(topic -> topics.computeIfAbsent(topic, _ -> new AtomicLong()))
                        .toList());
    }

    /** Counters only grow, so their sum is another after each change. */
    record Stamp(AtomicLong all, List<AtomicLong> counts) {
        long now() {
            long sum = all.get();
            for (AtomicLong count : counts) {
                sum += count.get();
            }
            return sum;
        }
    }
}
