// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a host that has no memory left to work with, so that whoever supervises it starts it anew.
 * One {@code OutOfMemoryError} does not: it may be one plugin's alone, for an array that never
 * could be.
 */
final class HeapWatch {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Of the old generation, after a collection of it. */
    private static final double FULL = 0.97;

    /** How many collections in a row leave it so full. */
    private static final int LOOKS = 3;

    private final Consumer<List<String>> fail;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("lightweb-heap").daemon().factory());
    private long collections;
    private int full;

    /**
     * @param fail ends the host, with what to tell
     */
    HeapWatch(Consumer<List<String>> fail) {
        this.fail = fail;
    }

    void start() {
        var _ =
                clock.scheduleWithFixedDelay(
                        this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        clock.shutdownNow();
    }

    private void look() {
        boolean over;
        try {
            over = isOver(collections(), oldAfterCollection());
        } catch (OutOfMemoryError _) {
            // Not even for this there was enough: as full as after a collection.
            over = ++full >= LOOKS;
        }
        if (over) {
            stop();
            fail.accept(
                    List.of(
                            "the heap stays full: give it more (LIGHTWEB_JAVA_OPTIONS=-Xmx1g), or"
                                    + " remove the feature that fills it (jcmd <pid>"
                                    + " GC.class_histogram names its classes)"));
        }
    }

    /** Whether this is the last of several collections that left hardly anything. */
    boolean isOver(long seen, double used) {
        if (seen != collections) {
            collections = seen;
            full = used >= FULL ? full + 1 : 0;
        }
        return full >= LOOKS;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> collector.getMemoryPoolNames().length > 2)
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** Its share of the most that it may take, 0 to 1; 0 where this JVM does not tell. */
    private static double oldAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(
                        pool ->
                                pool.getName().contains("Tenured")
                                        || pool.getName().contains("Old"))
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null && usage.getMax() > 0)
                .mapToDouble(HeapWatch::share)
                .max()
                .orElse(0);
    }

    private static double share(MemoryUsage usage) {
        return (double) usage.getUsed() / usage.getMax();
    }
}
