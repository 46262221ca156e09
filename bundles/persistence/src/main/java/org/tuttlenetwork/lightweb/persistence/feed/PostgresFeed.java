// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.Derived;
import org.tuttlenetwork.lightweb.api.feed.DerivedValues;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * The feed on PostgreSQL. One thread listens on a connection of its own, numbers what was
 * committed, and wakes the subscribers; where notifications fail it looks once a second.
 */
public final class PostgresFeed implements ChangeFeed, DerivedValues, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFeed.class);
    private static final int LOOK_MILLIS = 1000;
    private static final int MOST_KEPT = 10_000;
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final FeedStore store;
    private final DataSource direct;
    private final Runnable queued;
    private final Stamps stamps = new Stamps();
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Thread listener;
    private volatile Recent recent = Recent.at(Long.MAX_VALUE);
    private volatile String trouble = "";
    private volatile @Nullable Connection listening;
    private volatile boolean closed;

    /**
     * @param store the tables
     * @param direct connections that are no pool's: one is held for as long as this lives
     * @param queued told when any host queued work
     */
    public PostgresFeed(FeedStore store, DataSource direct, Runnable queued) {
        this.store = store;
        this.direct = direct;
        this.queued = queued;
        this.listener = Thread.ofPlatform().daemon().name("feed").start(this::listen);
    }

    /** To be told of this host's commits, so that what is derived from them is seen at once. */
    public Stamps stamps() {
        return stamps;
    }

    @Override
    public <K, V> Derived<K, V> derive(Set<String> topics, Function<K, V> compute) {
        return new KeptValues<>(stamps, topics, compute, MOST_KEPT, System::nanoTime);
    }

    /** Why the database does not answer now; empty where it does. Asked at least once a second. */
    public Optional<String> trouble() {
        return Optional.of(trouble).filter(reason -> !reason.isEmpty());
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
        Subscriber subscriber =
                new Subscriber(store, () -> recent, after, topics, consumer, subscribers::remove);
        subscribers.add(subscriber);
        subscriber.start();
        return subscriber;
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = direct.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "listen lightweb_feed; listen lightweb_feed_numbered; listen"
                                + " lightweb_work");
                PGConnection notifying = connection.unwrap(PGConnection.class);
                listening = connection;
                while (!closed) {
                    look();
                    stamps.heard();
                    trouble = "";
                    wakeWorkers(notifying.getNotifications(LOOK_MILLIS));
                }
            } catch (SQLException | RuntimeException e) {
                if (!closed) {
                    tell(e);
                    pause();
                }
            }
        }
    }

    private void tell(Exception e) {
        if (trouble.isEmpty()) {
            LOG.warn("The database does not answer; trying again until it does", e);
        }
        trouble = String.valueOf(e.getMessage());
    }

    private void wakeWorkers(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            if (notification.getName().equals("lightweb_work")) {
                queued.run();
                return;
            }
        }
    }

    private void look() throws SQLException {
        if (store.number() > 0) {
            LOG.trace("Numbered new entries");
        }
        long newest = store.latest();
        Recent known = recent;
        if (known.to() == Long.MAX_VALUE || newest < known.to()) {
            recent = Recent.at(newest);
            stamps.changedAll();
        } else if (newest > known.to()) {
            recent = next(known, newest);
        }
        subscribers.forEach(Subscriber::wakeIfBehind);
    }

    private Recent next(Recent known, long newest) throws SQLException {
        List<FeedEntry> fresh;
        try {
            fresh = store.after(known.to(), Set.of(), Recent.MOST);
        } catch (LightWebException gone) {
            LOG.info("The feed was away for so long that entries are gone: {}", gone.detail());
            stamps.changedAll();
            return Recent.at(newest);
        }
        if (fresh.size() == Recent.MOST) {
            // A burst: subscribers read it from the table.
            stamps.changedAll();
            return Recent.at(newest);
        }
        fresh.forEach(entry -> stamps.changed(entry.topic()));
        long last = fresh.isEmpty() ? newest : fresh.getLast().number();
        return known.with(fresh, Math.max(newest, last));
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
        hangUp();
        List.copyOf(subscribers).forEach(Subscriber::close);
        try {
            listener.join(STOP_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread that listens may be reading, which no interrupt ends. */
    private void hangUp() {
        Connection connection = listening;
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("The feed's connection could not be hung up", e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }
}
