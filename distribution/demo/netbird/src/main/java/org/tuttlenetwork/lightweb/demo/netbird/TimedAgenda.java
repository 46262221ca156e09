// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Agenda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Real time, on one daemon thread. */
final class TimedAgenda implements Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(TimedAgenda.class);

    private final Clock clock;
    private final ScheduledExecutorService executor;

    TimedAgenda(String name, Clock clock) {
        this.clock = clock;
        this.executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            var unused =
                    executor.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed, so that what was due in {} is not done", delay);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("what was due failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
