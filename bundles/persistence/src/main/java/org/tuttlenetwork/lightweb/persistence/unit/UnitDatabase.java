// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/**
 * A unit's transactions: in its own role and schema, retried where PostgreSQL says that trying
 * again helps.
 */
public final class UnitDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(UnitDatabase.class);
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final DataSource pool;
    private final UnitName unit;
    private final UnitFactory factory;
    private final Runnable queued;

    /**
     * @param pool connections of nobody in particular
     * @param queued told after a commit that queued work
     */
    public UnitDatabase(DataSource pool, UnitName unit, UnitFactory factory, Runnable queued) {
        this.pool = pool;
        this.unit = unit;
        this.factory = factory;
        this.queued = queued;
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
                long pause = FIRST_PAUSE.toNanos() << attempt;
                LockSupport.parkNanos(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
            }
        }
    }

    private <T> T once(String mode, Work<T> work) throws SQLException {
        List<Runnable> actions;
        T result;
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            UnitTransaction transaction =
                    new UnitTransaction(connection, factory.sessions(), queued);
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
                transaction.commit();
            } catch (SQLException | RuntimeException | Error e) {
                transaction.rollback();
                throw e;
            } finally {
                transaction.close();
            }
            actions = transaction.actions();
        }
        actions.forEach(Runnable::run);
        return result;
    }

    /**
     * Serialization failure, deadlock, lost or refused connection, server starting: SQLSTATE 40001,
     * 40P01, 08*, 57P0*, 53300.
     */
    private static boolean isWorthAnotherTry(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals("40001")
                || state.equals("40P01")
                || state.startsWith("08")
                || state.startsWith("57P0")
                || state.equals("53300");
    }

    private RuntimeException translated(Exception e, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        boolean unavailable =
                state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
        if (unavailable || cause instanceof java.sql.SQLTransientException) {
            LOG.warn(
                    "The database does not answer for unit {}: {}",
                    unit.feature(),
                    cause.getMessage());
            return new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The database does not answer now. Nothing was changed. Try again in a moment.",
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
