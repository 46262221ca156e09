// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Runs SQL in a transaction, with instants and lists as parameters. */
final class Statements {
    private Statements() {}

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(
            Transaction transaction, String sql, Row<T> row, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(transaction, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static <T> Optional<T> first(
            Transaction transaction, String sql, Row<T> row, @Nullable Object... values) {
        return list(transaction, sql, row, values).stream().findFirst();
    }

    static int update(Transaction transaction, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(transaction, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** For functions: their answer is left alone. */
    static void call(Transaction transaction, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(transaction, sql, values)) {
            statement.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static List<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static PreparedStatement prepared(
            Transaction transaction, String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = transaction.connection().prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof Collection<?> list) {
                Object[] texts = list.stream().map(Object::toString).toArray();
                statement.setArray(i + 1, transaction.connection().createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    /** Persistence looks at the cause: it tries again, or says that the database is away. */
    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("A statement of the directory failed", e);
    }
}
