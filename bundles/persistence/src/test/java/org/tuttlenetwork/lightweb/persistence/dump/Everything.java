// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.persistence.unit.Migrations;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A unit with a column of every type that our rooms use, and tables that refer in circles. */
public final class Everything {
    public static final UnitName UNIT = new UnitName("ev-ery");

    private Everything() {}

    public static void make(TestDatabase database) throws SQLException {
        new Migrations(List.of(script())).run(database.running().server(), database.pool(), UNIT);
        execute(
                database,
                """
                set search_path = ev_ery;
                insert into everything (name, flag, small, whole, amount, share, bytes, body, at, day, span, key, words,
                    grid, feeling, "odd ""name")
                values
                ('Zoë 日本 \\N \t tab', true, -1, 2147483647, 12345678901234.567891, 0.1, '\\x00ff0a5c', '{"a": [1, null, "\\u00e9"]}',
                 '2024-02-29 23:59:59.123456+02', '0044-03-15 BC', '1 year 2 mons -3 days 04:05:06.789',
                 '018f0000-0000-7000-8000-000000000001', '{a,"b,c",NULL,"\\"q\\"",""}', '{{1,2},{3,4}}', 'bad', E'line\nbreak'),
                ('nothing', null, null, null, null, 'NaN', null, null, 'infinity', null, null, null, '{}', null, null, null);
                begin;
                insert into hen values (1, 2); insert into egg values (2, 1);
                commit;
                insert into node values (1, null), (2, 1), (3, 3);
                delete from seeded; insert into seeded values ('of somebody');
                insert into account select n, 100 from generate_series(1, 50) n;
                """);
    }

    static URL script() {
        return Objects.requireNonNull(Everything.class.getResource("/dump/V1__everything.sql"));
    }

    public static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.running().server().plain().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Everything that can be seen of a database's unit, as text. */
    public static List<String> look(TestDatabase database) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection connection = database.running().server().plain().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            for (String table :
                    List.of(
                            "everything",
                            "hen",
                            "egg",
                            "node",
                            "seeded",
                            "account",
                            "booking",
                            "counted",
                            "flyway_schema_history")) {
                add(seen, statement, "select t::text from ev_ery." + table + " t order by 1");
            }
            add(
                    seen,
                    statement,
                    "select conname::text || pg_get_constraintdef(k.oid) from pg_constraint k join"
                        + " pg_namespace n on n.oid = connamespace where nspname = 'ev_ery' order"
                        + " by 1");
            add(
                    seen,
                    statement,
                    "select tgname::text || tgenabled::text from pg_trigger t join pg_class c on"
                            + " c.oid = tgrelid join pg_namespace n on n.oid = relnamespace where"
                            + " nspname = 'ev_ery' and not tgisinternal");
            add(
                    seen,
                    statement,
                    "select sequencename::text || coalesce(last_value, -1) ||"
                            + " sequenceowner::text from"
                            + " pg_sequences where schemaname = 'ev_ery' order by 1");
        }
        return seen;
    }

    private static void add(List<String> seen, Statement statement, String sql)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                seen.add(rows.getString(1));
            }
        }
    }
}
