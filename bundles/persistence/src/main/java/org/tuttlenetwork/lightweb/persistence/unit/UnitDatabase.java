// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.work.RetryPause;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * A unit's transactions: in its own role and schema, retried where PostgreSQL says that trying
 * again helps.
 */
public final class UnitDatabase implements Database {
    /** PostgreSQL's code for a text that it cannot hold, such as one with U+0000. */
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";

    private static final Logger LOG = LoggerFactory.getLogger(UnitDatabase.class);
    private static final int ATTEMPTS = 5;
    private static final RetryPause PAUSE = new RetryPause(Duration.ofMillis(40), 2);

    private final DataSource pool;
    private final UnitName unit;
    private final UnitFactory factory;
    private final Runnable queued;
    private final Consumer<String> changed;

    /**
     * @param pool connections of nobody in particular
     * @param queued told after a commit that queued work
     * @param changed told the topic of each entry that was committed, before the caller goes on
     */
    public UnitDatabase(
            DataSource pool,
            UnitName unit,
            UnitFactory factory,
            Runnable queued,
            Consumer<String> changed) {
        this.pool = pool;
        this.unit = unit;
        this.factory = factory;
        this.queued = queued;
        this.changed = changed;
    }

    @Override
    public <T> T write(Work<T> work) {
        return retrying("", work);
    }

    @Override
    public <T> T read(Work<T> work) {
        return retrying("set transaction isolation level repeatable read read only; ", work);
    }

    private <T> T retrying(String mode, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(mode, work);
            } catch (SQLException | RuntimeException e) {
                SQLException cause = sql(e);
                if (cause == null) {
                    throw (RuntimeException) e;
                }
                if (attempt == ATTEMPTS || !isWorthAnotherTry(cause)) {
                    throw translated(e, cause);
                }
                try {
                    PAUSE.after(attempt);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw translated(e, cause);
                }
            }
        }
    }

    private <T> T once(String mode, Work<T> work) throws SQLException {
        List<Runnable> actions;
        Set<String> published;
        T result;
        try (Connection connection = connect();
                TransactionThread _ = TransactionThread.enter(unit)) {
            connection.setAutoCommit(false);
            UnitTransaction transaction = new UnitTransaction(connection, factory, queued);
            try {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(
                            mode
                                    + "set local role "
                                    + unit.role()
                                    + "; set local search_path to "
                                    + unit.schema());
                }
                result = work.run(transaction);
                transaction.flush();
                commit(transaction);
            } catch (SQLException | RuntimeException | Error e) {
                transaction.rollback();
                throw e;
            } finally {
                transaction.close();
            }
            actions = transaction.actions();
            published = transaction.published();
        }
        // First, so that the actions see the change too.
        published.forEach(changed);
        actions.forEach(this::runAfterCommit);
        return result;
    }

    /** The pool has waited and tried for long enough itself: no other try on top. */
    private Connection connect() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The database does not answer now. Nothing was changed. Try again in a moment.",
                    e);
        }
    }

    /**
     * Where the connection is lost during the commit itself, nobody knows whether it happened: such
     * work is not done again.
     */
    private void commit(UnitTransaction transaction) throws SQLException {
        try {
            transaction.commit();
        } catch (SQLException | RuntimeException e) {
            SQLException cause = sql(e);
            if (cause != null && isLostConnection(cause)) {
                LOG.warn("A commit of unit {} has an unknown end", unit.feature(), e);
                throw new LightWebException(
                        ProblemType.UNAVAILABLE,
                        "The database was lost at the very end: whether the change was made is not"
                                + " known. Look before you try again.",
                        e);
            }
            throw e;
        }
    }

    private void runAfterCommit(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // The commit stands: telling the caller of a failure would be a lie.
            LOG.error("An action after a commit of unit {} failed", unit.feature(), e);
        }
    }

    /** Serialization failure, deadlock, or a connection that was lost before the commit. */
    private static boolean isWorthAnotherTry(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals("40001") || state.equals("40P01") || isLostConnection(e);
    }

    /** SQLSTATE 08*, 57P0* (the server stops or starts), 53300 (too many connections). */
    private static boolean isLostConnection(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
    }

    private RuntimeException translated(Exception e, SQLException cause) {
        if (isWorthAnotherTry(cause) || cause instanceof SQLTransientException) {
            LOG.warn(
                    "The database does not answer for unit {}: {}",
                    unit.feature(),
                    cause.getMessage());
            return new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The database does not answer now. Nothing was changed. Try again in a moment.",
                    e);
        }
        if (CHARACTER_NOT_IN_REPERTOIRE.equals(cause.getSQLState())) {
            return new LightWebException(
                    ProblemType.INVALID,
                    "Nothing was changed. A text holds a character that cannot be stored (U+0000).",
                    e);
        }
        return e instanceof RuntimeException known
                ? known
                : new IllegalStateException(
                        "The transaction of unit " + unit.feature() + " failed", e);
    }

    private static @Nullable SQLException sql(Throwable e) {
        if (e instanceof LightWebException) {
            return null;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }
}
