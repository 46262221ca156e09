// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Agenda;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Time that passes only when it is told to, for the writer and for NetBird alike. */
final class HandTime implements Agenda {
    private final Queue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private Instant now = Instant.EPOCH;
    private long number;

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** The same as nanoseconds. */
    long nanos() {
        return Duration.between(Instant.EPOCH, now()).toNanos();
    }

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        due.add(new Due(now.plus(delay), number++, task));
    }

    /** Lets time pass, and does what is due on the way, in order. */
    void pass(Duration time) {
        Instant end = now().plus(time);
        for (Runnable task = next(end); task != null; task = next(end)) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next(Instant end) {
        Due first = due.peek();
        if (first == null || first.at().isAfter(end)) {
            now = end.isAfter(now) ? end : now;
            return null;
        }
        due.remove();
        now = first.at().isAfter(now) ? first.at() : now;
        return first.task();
    }

    private record Due(Instant at, long number, Runnable task) {}
}
