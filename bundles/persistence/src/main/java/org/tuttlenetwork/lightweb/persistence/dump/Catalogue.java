// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.tuttlenetwork.lightweb.persistence.dump.SchemaContent.Column;
import org.tuttlenetwork.lightweb.persistence.dump.SchemaContent.Sequence;
import org.tuttlenetwork.lightweb.persistence.unit.MigrationScript;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What PostgreSQL's catalogue says of our schemas, on a connection whose snapshot is the dump's.
 */
final class Catalogue {
    /** Flyway's own table is made by the migrations, but what it says is data. */
    static final String PLATFORM = "lightweb";

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    /**
     * The schemas that are units of ours: owned by the role of their name. The platform's comes
     * first, for others call its functions.
     */
    List<String> schemas() throws SQLException {
        return texts(
                """
                select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner
                where r.rolname = 'lw_' || n.nspname order by n.nspname <> ?, n.nspname
                """,
                PLATFORM);
    }

    boolean exists(String schema) throws SQLException {
        return schemas().contains(schema);
    }

    List<String> tables(String schema) throws SQLException {
        return texts(
                """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind = 'r' order by c.relname
                """,
                schema);
    }

    /** What COPY writes: no generated columns, for their values follow from the others. */
    List<Column> columns(String schema, String table) throws SQLException {
        return rows(
                """
                select a.attname, format_type(a.atttypid, a.atttypmod)
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
                    and a.attgenerated = '' order by a.attnum
                """,
                row -> new Column(row.getString(1), row.getString(2)),
                schema,
                table);
    }

    List<Sequence> sequences(String schema) throws SQLException {
        List<Sequence> sequences = new ArrayList<>();
        for (String name :
                texts(
                        """
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = ? and c.relkind = 'S' order by c.relname
                        """,
                        schema)) {
            sequences.addAll(
                    rows(
                            "select last_value, is_called from " + Names.of(schema, name),
                            row -> new Sequence(name, row.getLong(1), row.getBoolean(2))));
        }
        return sequences;
    }

    List<MigrationScript> scripts(String schema) throws SQLException {
        return rows(
                """
                select script, content from lightweb.unit_script where schema_name = ?
                order by script collate "C"
                """,
                row -> new MigrationScript(row.getString(1), row.getString(2)),
                schema);
    }

    /** Foreign keys from tables of a schema: name, table and how they are written. */
    List<ForeignKey> foreignKeys(String schema) throws SQLException {
        return rows(
                """
                select k.conname, c.relname, pg_get_constraintdef(k.oid)
                from pg_constraint k join pg_class c on c.oid = k.conrelid
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and k.contype = 'f' and k.conparentid = 0
                order by c.relname, k.conname
                """,
                row ->
                        new ForeignKey(
                                Names.of(schema, row.getString(2)),
                                Names.quoted(row.getString(1)),
                                row.getString(3)),
                schema);
    }

    /**
     * @param table its full name, quoted
     * @param name its own name, quoted
     * @param definition as it stands in DDL
     */
    record ForeignKey(String table, String name, String definition) {}

    String serverVersion() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql, String... values) throws SQLException {
        return rows(sql, row -> row.getString(1), values);
    }

    private <T> List<T> rows(String sql, Row<T> row, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        }
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
