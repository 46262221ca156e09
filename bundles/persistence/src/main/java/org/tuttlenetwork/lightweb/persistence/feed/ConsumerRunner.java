// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/**
 * Runs one {@link FeedConsumer}: on one host at a time, from its stored position, each entry until
 * it was handled. The lock is a session's, on a connection of its own: when that breaks another
 * host takes over.
 */
public final class ConsumerRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOOK_MILLIS = 5000;
    private static final Duration LOCK_PAUSE = Duration.ofSeconds(1);
    private static final Duration STORE_EVERY = Duration.ofMinutes(1);

    private final String id;
    private final FeedConsumer consumer;
    private final FeedStore store;
    private final DataSource direct;
    private final BooleanSupplier active;
    private final Semaphore wake = new Semaphore(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;
    private long position;
    private long stored;
    private long storedAt = System.nanoTime();

    /**
     * @param feature the feature that contributes it
     * @param active whether its revision is the active one
     */
    public ConsumerRunner(
            String feature,
            FeedConsumer consumer,
            FeedStore store,
            DataSource direct,
            BooleanSupplier active) {
        this.id = feature + "/" + consumer.name();
        this.consumer = consumer;
        this.store = store;
        this.direct = direct;
        this.active = active;
        this.thread = Thread.ofPlatform().name("feed-" + id).daemon().start(this::run);
    }

    /** Says that there may be something new. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            while (!closed && !active.getAsBoolean()) {
                sleep(LOCK_PAUSE);
            }
            try (Connection lock = direct.getConnection()) {
                boolean held = locked(lock);
                while (!closed && active.getAsBoolean() && !held) {
                    sleep(LOCK_PAUSE);
                    held = locked(lock);
                }
                position = store.cursor(id).orElse(0);
                stored = position;
                while (held && !closed && active.getAsBoolean() && lock.isValid(1)) {
                    boolean more = deliver();
                    pause = FIRST_PAUSE;
                    if (!more) {
                        storePassedOver();
                        awaitEntries();
                    }
                }
            } catch (SQLException e) {
                LOG.debug("The feed consumer {} waits for the database: {}", id, e.getMessage());
                sleep(pause);
            } catch (RuntimeException
                    | Error e) { // plugin boundary: whatever it throws, it is tried again
                LOG.warn(
                        "The feed consumer {} failed after entry {} and tries again in {} ms",
                        id,
                        position,
                        pause.toMillis(),
                        e);
                sleep(pause);
                Duration next = pause.multipliedBy(2);
                pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
            }
        }
    }

    private boolean locked(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select pg_try_advisory_lock(hashtextextended(?, 7))")) {
            select.setString(1, "lightweb.feed." + id);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** Handles what there is; an entry's position is stored once it was handled. */
    private boolean deliver() throws SQLException {
        long newest = store.latest();
        List<FeedEntry> entries;
        try {
            entries = store.after(position, consumer.topics(), BATCH);
        } catch (LightWebException gone) {
            long kept = store.forgotten(consumer.topics());
            LOG.error(
                    "The feed consumer {} was away for so long that entries {} to {} are no longer"
                            + " kept; it goes on after them",
                    id,
                    position + 1,
                    kept);
            move(kept);
            return true;
        }
        for (FeedEntry entry : entries) {
            if (closed || !active.getAsBoolean()) {
                return false;
            }
            consumer.accept(entry);
            move(entry.number());
        }
        if (entries.size() < BATCH && newest > position) {
            position = newest;
        }
        return entries.size() == BATCH;
    }

    private void move(long number) throws SQLException {
        store.moveCursor(id, number);
        position = number;
        stored = number;
        storedAt = System.nanoTime();
    }

    /**
     * Entries of other topics need not be looked at again. Stored only now and then: after a crash
     * they are passed over once more.
     */
    private void storePassedOver() throws SQLException {
        if (position > stored && System.nanoTime() - storedAt > STORE_EVERY.toNanos()) {
            move(position);
        }
    }

    private void awaitEntries() {
        try {
            if (wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** A backoff, which new entries do not shorten. */
    private void sleep(Duration pause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                closed = true;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        closing.countDown();
        wake.release();
        try {
            // An entry that was handled must also be stored as such, or it is handled once more:
            // the
            // thread is interrupted only where it does not come to that.
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
                thread.join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
