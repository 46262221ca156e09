// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.framework.Revisions;
import org.tuttlenetwork.lightweb.features.load.LoadWatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps this host in line with PostgreSQL: once at start, at every change that the feed tells of,
 * with each beat where that was missed, and by a look twice a second while something is on its way.
 */
final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final UUID host;
    private final Rollouts rollouts;
    private final Settlement settlement;
    private final Revisions revisions;
    private final Aligner aligner;
    private final Watch watch;
    private final Hosts hosts;
    private final LoadWatch load;

    /** Platform threads: starting bundles loads classes, which pins a virtual one (ADR 0010). */
    private final ExecutorService workers =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("features-", 0).daemon().factory());

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("features-watch").daemon().factory());
    private @Nullable AutoCloseable subscription;
    private volatile boolean ready;

    /** What is being made up for: once at a time, however long it takes. */
    private final Set<String> aligning = ConcurrentHashMap.newKeySet();

    private final Backoff backoff;

    Follower(
            UUID host,
            Rollouts rollouts,
            Settlement settlement,
            Revisions revisions,
            Aligner aligner,
            Watch watch,
            Hosts hosts,
            LoadWatch load,
            Backoff backoff) {
        this.host = host;
        this.rollouts = rollouts;
        this.settlement = settlement;
        this.revisions = revisions;
        this.aligner = aligner;
        this.watch = watch;
        this.hosts = hosts;
        this.load = load;
        this.backoff = backoff;
    }

    /** Whether this host once ran all that it should, or knew why not. */
    boolean isReady() {
        return ready;
    }

    void start(ChangeFeed feed) {
        subscription =
                feed.subscribe(
                        feed.latest(),
                        Set.of(FeatureRecords.TOPIC),
                        entry -> workers.execute(() -> align(entry.key())));
        workers.execute(this::begin);
    }

    /** What this host left behind when it ended is settled before anything is started. */
    private void begin() {
        try {
            while (!ready) {
                try {
                    settlement.settle();
                    alignAll();
                    beat();
                    ready = true;
                } catch (RuntimeException e) {
                    LOG.warn("Installed features cannot be read yet; tried again", e);
                    TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
                }
            }
            workers.execute(() -> guarded(settlement::finishData));
            schedule(this::look, LOOK);
            schedule(() -> workers.execute(() -> guarded(load::look)), LoadWatch.PAUSE);
            schedule(
                    () -> {
                        beat();
                        workers.execute(() -> guarded(settlement::finishForOthers));
                        catchUp();
                    },
                    Hosts.BEAT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All at once: one that hangs while it starts keeps no other from running. */
    private void alignAll() throws InterruptedException {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (String feature : aligner.features()) {
            all.add(
                    () -> {
                        aligner.align(feature);
                        return true;
                    });
        }
        for (Future<Boolean> each : workers.invokeAll(all)) {
            if (each.state() == Future.State.FAILED) {
                LOG.warn("A feature could not be looked at; tried again", each.exceptionNow());
            }
        }
    }

    private void schedule(Runnable work, Duration every) {
        var _ =
                clock.scheduleWithFixedDelay(
                        () -> guarded(work), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A database that does not answer now will be asked again; what throws is never cancelled. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (LightWebException | IllegalStateException e) {
            LOG.warn("Features could not be looked at; tried again: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Features could not be looked at; tried again", e);
        }
    }

    private void look() {
        try {
            watch.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        Map<String, String> running = new HashMap<>();
        for (String feature : revisions.features()) {
            revisions.active(feature).ifPresent(version -> running.put(feature, version));
        }
        hosts.beat(running, aligner.broken());
    }

    /** An alignment that failed, or that the feed did not tell of, is made up for. */
    private void catchUp() {
        Set<String> behind = aligner.behind();
        backoff.keepOnly(behind);
        for (String feature : behind) {
            if (!aligning.contains(feature) && backoff.isDue(feature)) {
                aligning.add(feature);
                workers.execute(
                        () -> {
                            try {
                                align(feature);
                            } finally {
                                aligning.remove(feature);
                            }
                        });
            }
        }
    }

    private void align(String feature) {
        guarded(
                () -> {
                    try {
                        aligner.align(feature);
                        beat();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** Says that this host goes in an orderly way, when all work has ended. */
    void close() throws Exception {
        abandon();
        if (workers.awaitTermination(5, TimeUnit.SECONDS)) {
            rollouts.paused(host);
            hosts.leave();
        }
    }

    /** Ends without a word to anybody. */
    void abandon() throws Exception {
        if (subscription != null) {
            subscription.close();
        }
        clock.shutdownNow();
        workers.shutdownNow();
    }
}
