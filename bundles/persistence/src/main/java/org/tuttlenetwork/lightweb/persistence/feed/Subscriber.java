// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One subscriber with a thread of its own, so that a slow one delays nobody else. */
final class Subscriber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final int BATCH = 500;

    private final FeedStore store;
    private final Supplier<Recent> recent;
    private final Set<String> topics;
    private final Consumer<FeedEntry> consumer;
    private final Consumer<Subscriber> ended;
    private final Semaphore wake = new Semaphore(1);
    private volatile long position;
    private volatile boolean done;

    /**
     * @param recent the newest entries, kept by the feed
     * @param ended told when closed
     */
    Subscriber(
            FeedStore store,
            Supplier<Recent> recent,
            long after,
            Set<String> topics,
            Consumer<FeedEntry> consumer,
            Consumer<Subscriber> ended) {
        this.store = store;
        this.recent = recent;
        this.position = after;
        this.topics = Set.copyOf(topics);
        this.consumer = consumer;
        this.ended = ended;
    }

    void start() {
        Thread.ofVirtual().name("feed-subscriber").start(this::run);
    }

    void wakeIfBehind() {
        if (position < recent.get().to() && wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        try {
            while (!done) {
                wake.acquire();
                boolean more = true;
                while (more && !done) {
                    more = deliver();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands on what there is; a failure to read leaves the position, and the feed wakes again. */
    private boolean deliver() {
        Recent known = recent.get();
        if (known.covers(position)) {
            handOn(known.after(position, topics));
            position = Math.max(position, known.to());
            return false;
        }
        try {
            // Asked before the entries: all up to it are among those that the next line sees.
            long newest = store.latest();
            List<FeedEntry> entries = store.after(position, topics, BATCH);
            handOn(entries);
            if (entries.size() < BATCH) {
                position = Math.max(position, newest);
            }
            return entries.size() == BATCH;
        } catch (LightWebException _) {
            return skipForgotten();
        } catch (SQLException e) {
            LOG.debug("The feed cannot be read and is tried again: {}", e.getMessage());
            return false;
        }
    }

    private boolean skipForgotten() {
        try {
            long kept = store.forgotten(topics);
            LOG.warn(
                    "A subscriber to {} was so far behind that entries {} to {} are no longer kept",
                    topics,
                    position + 1,
                    kept);
            position = kept;
            return true;
        } catch (SQLException e) {
            LOG.debug("The feed cannot be read and is tried again: {}", e.getMessage());
            return false;
        }
    }

    private void handOn(List<FeedEntry> entries) {
        for (FeedEntry entry : entries) {
            if (done) {
                return;
            }
            try {
                consumer.accept(entry);
            } catch (RuntimeException | Error e) { // plugin boundary: it hears of what comes next
                LOG.error(
                        "A subscriber of the feed failed at entry {} of {}",
                        entry.number(),
                        entry.topic(),
                        e);
            }
            position = entry.number();
        }
    }

    @Override
    public void close() {
        done = true;
        ended.accept(this);
        // Never interrupted: that would break the connection that it may be reading from.
        wake.release();
    }
}
