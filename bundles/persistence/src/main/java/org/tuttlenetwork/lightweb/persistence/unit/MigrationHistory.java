// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** Which migrations a unit's schema has had: Flyway's own notes. */
public final class MigrationHistory {
    /** Where they are, in each schema. */
    public static final String TABLE = "flyway_schema_history";

    private MigrationHistory() {}

    /**
     * Their versions, as Flyway writes them; empty where there is no schema, or none ran in it.
     *
     * @param connection of who may read every schema
     */
    public static Set<String> of(Connection connection, UnitName unit) throws SQLException {
        return column("version", connection, unit);
    }

    /** The names of their scripts, without folders. */
    static Set<String> scripts(Connection connection, UnitName unit) throws SQLException {
        return column("regexp_replace(script, '^.*/', '')", connection, unit);
    }

    private static Set<String> column(String column, Connection connection, UnitName unit)
            throws SQLException {
        Set<String> found = new TreeSet<>();
        String table = unit.schema() + "." + TABLE;
        if (!isThere(connection, table)) {
            return found;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select "
                                        + column
                                        + " from "
                                        + table
                                        + " where success and version is not null")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static boolean isThere(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
