// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import jakarta.persistence.EntityManager;

import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One transaction. Hibernate's session is opened on the same connection, when it is first asked
 * for.
 */
final class UnitTransaction implements Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(UnitTransaction.class);

    private final Connection connection;
    private final UnitFactory factory;
    private final Runnable queued;
    private final List<Runnable> actions = new ArrayList<>();
    private final Set<String> published = new HashSet<>();
    private final Set<Entry> entries = new HashSet<>();
    private @Nullable Session session;

    UnitTransaction(Connection connection, UnitFactory factory, Runnable queued) {
        this.connection = connection;
        this.factory = factory;
        this.queued = queued;
    }

    @Override
    public EntityManager entities() {
        if (session == null) {
            session = factory.sessions().withOptions().connection(connection).openSession();
            session.beginTransaction();
        }
        return session;
    }

    @Override
    public Connection connection() {
        if (session != null) {
            // What was done through entities so far must be seen by plain SQL.
            session.flush();
        }
        return connection;
    }

    @Override
    public void publish(String topic, String key, String json) {
        if (!entries.add(new Entry(topic, key, json))) {
            return;
        }
        run(
                "select lightweb.publish(?, ?, ?::jsonb)",
                statement -> {
                    statement.setString(1, topic);
                    statement.setString(2, key);
                    statement.setString(3, json);
                });
        published.add(topic);
    }

    @Override
    public void enqueue(String task, String instance, String json, Instant at) {
        run(
                "select lightweb.enqueue(?, ?, ?, ?)",
                statement -> {
                    statement.setString(1, task);
                    statement.setString(2, instance);
                    statement.setString(3, json);
                    statement.setTimestamp(4, Timestamp.from(at));
                });
        actions.add(queued);
    }

    @Override
    public void journal(JournalNote note) {
        run(
                "select lightweb.journal(?, ?, ?, ?, ?::json, ?::json, ?)",
                statement -> {
                    statement.setString(1, note.scope());
                    statement.setString(2, note.actor().map(UserId::value).orElse(null));
                    statement.setString(3, note.action());
                    statement.setString(4, note.object());
                    statement.setString(5, note.before().orElse(null));
                    statement.setString(6, note.after().orElse(null));
                    statement.setString(7, note.requestId());
                });
    }

    @Override
    public void afterCommit(Runnable action) {
        actions.add(action);
    }

    private void run(String sql, Binder binder) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("A call of the platform failed", e);
        }
    }

    /** Sends what entities still hold back, so that its failures are none of the commit's. */
    void flush() {
        if (session != null) {
            session.flush();
        }
    }

    void commit() throws SQLException {
        if (session != null) {
            session.getTransaction().commit();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** Undoes everything; a failure of this too only hides the first one, so it is logged. */
    void rollback() {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.debug("The rollback failed; the connection is thrown away", e);
        }
    }

    void close() {
        if (session != null) {
            session.close();
        }
    }

    Set<String> published() {
        return published;
    }

    List<Runnable> actions() {
        return actions;
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** What was published. */
    private record Entry(String topic, String key, String json) {}
}
