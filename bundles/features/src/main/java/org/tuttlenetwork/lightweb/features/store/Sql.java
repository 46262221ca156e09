// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements in a transaction, their errors translated. */
final class Sql {
    private Sql() {}

    /** How many rows it changed. */
    static int update(Transaction transaction, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A statement on features failed", e);
        }
    }

    static <T> List<T> query(
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
            throw new IllegalStateException("A query on features failed", e);
        }
    }

    static <T> Optional<T> one(
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

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
