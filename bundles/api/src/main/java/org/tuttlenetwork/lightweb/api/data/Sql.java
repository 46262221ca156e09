// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plain statements in an open transaction. Values are bound in order: null, {@link Instant}, and
 * whatever the driver takes by {@code setObject}. A statement that fails throws {@link
 * IllegalStateException}, and with it the transaction is rolled back.
 */
public final class Sql {
    private Sql() {}

    /** How many rows it changed. */
    public static int update(Transaction transaction, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A statement failed", e);
        }
    }

    /** Every row of the answer, in its order. */
    public static <T> List<T> query(
            Transaction transaction, Row<T> row, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            bind(statement, values);
            List<T> results = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    results.add(row.read(rows));
                }
            }
            return results;
        } catch (SQLException e) {
            throw new IllegalStateException("A query failed", e);
        }
    }

    /** The first row; empty where there is none. */
    public static <T> Optional<T> one(
            Transaction transaction, Row<T> row, String sql, @Nullable Object... values) {
        return query(transaction, row, sql, values).stream().findFirst();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setTimestamp(i + 1, Timestamp.from(instant));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /**
     * Reads one row.
     *
     * @param <T> what it is
     */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
