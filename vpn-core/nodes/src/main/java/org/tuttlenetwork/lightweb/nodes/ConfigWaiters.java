// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets agents wait for changes of their configuration, on the thread of their request. The change
 * feed wakes them, on every host; between two entries nothing is asked of the database.
 */
@Component(service = ConfigWaiters.class)
public final class ConfigWaiters {
    private static final int MOST = 10_000;

    private final Semaphore places;
    private final Map<String, List<Semaphore>> waiting = new HashMap<>();
    private final AutoCloseable subscription;
    private volatile boolean closed;

    @Activate
    public ConfigWaiters(@Reference ChangeFeed feed) {
        this(feed, MOST);
    }

    ConfigWaiters(ChangeFeed feed, int most) {
        this.places = new Semaphore(most);
        this.subscription = feed.subscribe(feed.latest(), Set.of(PlacementCalls.TOPIC), this::wake);
    }

    @Deactivate
    void close() throws Exception {
        closed = true;
        subscription.close();
        synchronized (waiting) {
            waiting.values().forEach(bells -> bells.forEach(Semaphore::release));
        }
    }

    private void wake(FeedEntry entry) {
        synchronized (waiting) {
            waiting.getOrDefault(entry.key(), List.of()).forEach(Semaphore::release);
        }
    }

    /**
     * Asks, and again after each change of the node's configuration, until there is something or
     * the time is up.
     *
     * @param nodeId who waits
     * @param patience how long at most
     * @param ask what is asked
     * @return what was found; empty when the time is up
     * @param <T> what is waited for
     * @throws LightWebException UNAVAILABLE where too many wait already
     */
    public <T> List<T> await(String nodeId, Duration patience, Supplier<List<T>> ask) {
        if (!places.tryAcquire()) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE, "Too many nodes wait here. Ask again later.");
        }
        // Rings from before the first question, so that no change falls between.
        Semaphore bell = new Semaphore(0);
        add(nodeId, bell);
        try {
            return awaitBell(bell, System.nanoTime() + patience.toNanos(), ask);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            remove(nodeId, bell);
            places.release();
        }
    }

    private <T> List<T> awaitBell(Semaphore bell, long deadline, Supplier<List<T>> ask)
            throws InterruptedException {
        List<T> found = ask.get();
        while (found.isEmpty() && !closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !bell.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return found;
            }
            bell.drainPermits();
            found = ask.get();
        }
        return found;
    }

    /** How many wait now. */
    int waiters() {
        synchronized (waiting) {
            return waiting.values().stream().mapToInt(List::size).sum();
        }
    }

    private void add(String nodeId, Semaphore bell) {
        synchronized (waiting) {
            waiting.computeIfAbsent(nodeId, _ -> new ArrayList<>()).add(bell);
        }
    }

    private void remove(String nodeId, Semaphore bell) {
        synchronized (waiting) {
            List<Semaphore> bells = waiting.getOrDefault(nodeId, new ArrayList<>());
            bells.remove(bell);
            if (bells.isEmpty()) {
                waiting.remove(nodeId);
            }
        }
    }
}
