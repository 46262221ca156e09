// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows that say which dumps there are. */
final class DumpStore {
    private static final int MOST = 200;

    void add(Connection connection, SchemaDump dump) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into lightweb.schema_dump
                            (id, feature, reason, made_at, kept_until, tables, row_count, bytes, sha256)
                        values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?)
                        """)) {
            insert.setObject(1, dump.id());
            insert.setString(2, dump.feature().value());
            insert.setString(3, dump.reason().name());
            insert.setString(4, dump.madeAt().toString());
            insert.setString(5, dump.keptUntil().toString());
            insert.setInt(6, dump.tables());
            insert.setLong(7, dump.rows());
            insert.setLong(8, dump.bytes());
            insert.setString(9, dump.sha256());
            insert.executeUpdate();
        }
    }

    List<SchemaDump> list(Connection connection) throws SQLException {
        List<SchemaDump> dumps = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select id, feature, reason, made_at, kept_until, tables,"
                                        + " row_count, bytes, sha256 from lightweb.schema_dump"
                                        + " order by made_at desc limit "
                                        + MOST);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                dumps.add(
                        new SchemaDump(
                                rows.getObject(1, UUID.class),
                                new FeatureId(rows.getString(2)),
                                SchemaDump.Reason.valueOf(rows.getString(3)),
                                rows.getTimestamp(4).toInstant(),
                                rows.getTimestamp(5).toInstant(),
                                rows.getInt(6),
                                rows.getLong(7),
                                rows.getLong(8),
                                rows.getString(9)));
            }
        }
        return dumps;
    }

    /** Forgets a unit in the platform's schema: its scripts and the work that waits for it. */
    void forgetUnit(Connection connection, UnitName unit) throws SQLException {
        try (PreparedStatement scripts =
                        connection.prepareStatement(
                                "delete from lightweb.unit_script where schema_name = ?");
                PreparedStatement work =
                        connection.prepareStatement(
                                "delete from lightweb.scheduled_tasks where"
                                        + " starts_with(task_instance, ?) or"
                                        + " starts_with(task_instance, ?)")) {
            scripts.setString(1, unit.schema());
            scripts.executeUpdate();
            work.setString(1, unit.schema() + "/");
            work.setString(2, unit.feature() + "/");
            work.executeUpdate();
        }
    }
}
