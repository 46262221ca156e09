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
    private MigrationHistory() {}

    /**
     * Their versions, as Flyway writes them; empty where there is no schema, or none ran in it.
     *
     * @param connection of who may read every schema
     */
    public static Set<String> of(Connection connection, UnitName unit) throws SQLException {
        Set<String> versions = new TreeSet<>();
        String table = unit.schema() + ".flyway_schema_history";
        if (!isThere(connection, table)) {
            return versions;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select version from "
                                        + table
                                        + " where success and version is not null")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return versions;
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
