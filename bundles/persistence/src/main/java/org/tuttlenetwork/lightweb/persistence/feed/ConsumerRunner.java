// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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
    private static final int LOOK_MILLIS = 1000;

    private final String id;
    private final FeedConsumer consumer;
    private final FeedStore store;
    private final DataSource direct;
    private final BooleanSupplier active;
    private final Semaphore wake = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;

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
        this.thread = Thread.ofVirtual().name("feed-" + id).start(this::run);
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
            try (Connection lock = direct.getConnection()) {
                while (!closed && !(active.getAsBoolean() && locked(lock))) {
                    await(Duration.ofMillis(LOOK_MILLIS));
                }
                while (!closed && active.getAsBoolean() && lock.isValid(1)) {
                    if (!deliver()) {
                        await(Duration.ofMillis(LOOK_MILLIS));
                    }
                    pause = FIRST_PAUSE;
                }
            } catch (SQLException e) {
                LOG.debug("The feed consumer {} waits for the database: {}", id, e.getMessage());
                await(pause);
            } catch (RuntimeException e) {
                LOG.warn(
                        "The feed consumer {} failed and tries again in {} ms",
                        id,
                        pause.toMillis(),
                        e);
                await(pause);
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                                ? LONGEST_PAUSE
                                : pause.multipliedBy(2);
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
        OptionalLong stored = store.cursor(id);
        long position = stored.orElse(0);
        List<FeedEntry> entries = store.after(position, consumer.topics(), BATCH);
        for (FeedEntry entry : entries) {
            if (closed || !active.getAsBoolean()) {
                return false;
            }
            consumer.accept(entry);
            store.moveCursor(id, entry.number());
        }
        return entries.size() == BATCH;
    }

    private void await(Duration atMost) {
        try {
            if (wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
