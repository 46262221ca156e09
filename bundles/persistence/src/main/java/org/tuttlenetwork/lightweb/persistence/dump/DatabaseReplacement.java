// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.persistence.unit.Server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes room in a database for what is restored into it. */
public final class DatabaseReplacement {
    private static final int LONGEST_NAME = 63;

    private final Server server;
    private final String suffix;
    private final List<String> moved = new ArrayList<>();

    /**
     * @param suffix what is put behind the names of schemas that are moved aside
     */
    public DatabaseReplacement(Server server, String suffix) {
        this.server = server;
        this.suffix = suffix;
    }

    /**
     * @throws LightWebException CONFLICT where somebody else is connected: a host may run on it
     */
    public void requireIdle() throws SQLException {
        try (Connection connection = server.plain().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where datname ="
                                        + " current_database() and pid <> pg_backend_pid()")) {
            rows.next();
            if (rows.getInt(1) > 0) {
                throw LightWebException.conflict(
                        rows.getInt(1)
                                + " others are connected to the database. Nothing was changed. Stop"
                                + " every host that runs on it.");
            }
        }
    }

    /**
     * Moves what is there aside, by another name for each schema.
     *
     * @param replace whether that is wanted
     * @throws LightWebException CONFLICT where there is something and it is not
     */
    public void makeRoom(boolean replace) throws SQLException {
        if (!replace) {
            new DumpLoader(server, Progress.none()).requireEmpty();
            return;
        }
        try (Connection connection = server.plain().getConnection()) {
            connection.setAutoCommit(false);
            Catalogue catalogue = new Catalogue(connection);
            for (String schema : catalogue.schemas()) {
                rename(catalogue, schema, aside(schema));
                moved.add(schema);
            }
            connection.commit();
        }
    }

    /** Undoes that: what was moved aside is where it was. */
    public void putBack() throws SQLException {
        try (Connection connection = server.plain().getConnection()) {
            connection.setAutoCommit(false);
            Catalogue catalogue = new Catalogue(connection);
            for (String schema : moved) {
                rename(catalogue, aside(schema), schema);
            }
            connection.commit();
        }
    }

    private String aside(String schema) {
        String name = schema + "_" + suffix;
        return name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }

    private static void rename(Catalogue catalogue, String from, String to) throws SQLException {
        catalogue.execute("alter schema " + Names.quoted(from) + " rename to " + Names.quoted(to));
    }

    /** Says, for every host that starts, that a restore has begun. */
    public static void begin(Server server) throws SQLException {
        try (Connection connection = server.plain().getConnection()) {
            new Catalogue(connection)
                    .execute("create schema if not exists " + DumpLoader.UNFINISHED);
        }
    }

    /** Says, in the transaction that brings the rows, that it has ended. */
    public static void end(Connection connection) throws SQLException {
        new Catalogue(connection).execute("drop schema " + DumpLoader.UNFINISHED);
    }
}
