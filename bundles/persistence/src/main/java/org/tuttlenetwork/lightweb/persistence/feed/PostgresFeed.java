// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * The feed on PostgreSQL. One thread listens on a connection of its own, numbers what was
 * committed, and wakes the subscribers; where notifications fail it looks once a second.
 */
public final class PostgresFeed implements ChangeFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFeed.class);
    private static final int LOOK_MILLIS = 1000;
    private static final int BATCH = 500;
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);

    private final FeedStore store;
    private final DataSource direct;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Thread listener;
    private volatile boolean closed;

    /**
     * @param store the tables
     * @param direct connections that are no pool's: one is held for as long as this lives
     */
    public PostgresFeed(FeedStore store, DataSource direct) {
        this.store = store;
        this.direct = direct;
        this.listener = Thread.ofPlatform().daemon().name("feed").start(this::listen);
    }

    @Override
    public long latest() {
        return ask(store::latest);
    }

    @Override
    public List<FeedEntry> after(long after, Set<String> topics, int limit) {
        if (after < 0 || limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("after is 0 or more, limit 1 to 1000");
        }
        return ask(() -> store.after(after, topics, limit));
    }

    @Override
    public AutoCloseable subscribe(long after, Set<String> topics, Consumer<FeedEntry> consumer) {
        Subscriber subscriber = new Subscriber(after, topics, consumer);
        subscribers.add(subscriber);
        subscriber.start();
        return subscriber;
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = direct.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen lightweb_feed; listen lightweb_feed_numbered");
                while (!closed) {
                    if (store.number() > 0) {
                        LOG.trace("Numbered new entries");
                    }
                    subscribers.forEach(Subscriber::wake);
                    connection.unwrap(PGConnection.class).getNotifications(LOOK_MILLIS);
                }
            } catch (SQLException e) {
                if (!closed) {
                    LOG.debug("The feed's connection is lost and made anew: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_PAUSE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The change feed cannot be read now. Try again in a moment.",
                    e);
        }
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
        List.copyOf(subscribers).forEach(Subscriber::close);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    /** One subscriber with a thread of its own, so that a slow one delays nobody else. */
    private final class Subscriber implements AutoCloseable {
        private final Set<String> topics;
        private final Consumer<FeedEntry> consumer;
        private final Semaphore wake = new Semaphore(1);
        private long position;
        private volatile boolean done;

        Subscriber(long after, Set<String> topics, Consumer<FeedEntry> consumer) {
            this.position = after;
            this.topics = Set.copyOf(topics);
            this.consumer = consumer;
        }

        void start() {
            Thread.ofVirtual().name("feed-subscriber").start(this::run);
        }

        void wake() {
            if (wake.availablePermits() == 0) {
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

        private boolean deliver() {
            List<FeedEntry> entries;
            try {
                entries = store.after(position, topics, BATCH);
            } catch (LightWebException gone) {
                position = latest();
                return false;
            } catch (SQLException e) {
                LOG.debug("The feed cannot be read and is tried again: {}", e.getMessage());
                return false;
            }
            for (FeedEntry entry : entries) {
                if (done) {
                    return false;
                }
                try {
                    consumer.accept(entry);
                } catch (RuntimeException e) {
                    LOG.error(
                            "A subscriber of the feed failed at entry {} of {}",
                            entry.number(),
                            entry.topic(),
                            e);
                }
                position = entry.number();
            }
            return entries.size() == BATCH;
        }

        @Override
        public void close() {
            // Never interrupted: that would break the connection that it may be reading from.
            done = true;
            subscribers.remove(this);
            wake();
        }
    }
}
