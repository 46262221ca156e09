// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A thread that works when woken and when the next thing is due, and never twice at once. What it
 * misses, the platform's recurring tasks wake it for.
 */
final class WakefulLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WakefulLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** No thread is waited for longer at the end. */
    static final Duration LONGEST_END = Duration.ofSeconds(15);

    private final Supplier<Optional<Instant>> work;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean woken;
    private boolean closed;

    /**
     * @param name the thread's
     * @param work what is done; returns when it wants to be called again
     */
    WakefulLoop(String name, Supplier<Optional<Instant>> work, Clock clock) {
        this.work = work;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
    }

    /** Has the work done soon. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        Optional<Instant> next = Optional.empty();
        while (isWokenBy(next)) {
            try {
                next = work.get();
            } catch (RuntimeException e) {
                // A worker that ended would leave intents undone for ever; what failed is due
                // again.
                LOG.error("{} failed and tries again in 5 s", thread.getName(), e);
                next = Optional.of(clock.instant().plus(AFTER_FAILURE));
            }
        }
    }

    /** Waits; false at the end. */
    private boolean isWokenBy(Optional<Instant> next) {
        lock.lock();
        try {
            long nanos = next.map(this::until).orElse(LONGEST).toNanos();
            while (!woken && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            woken = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Duration until(Instant next) {
        Duration left = Duration.between(clock.instant(), next);
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
