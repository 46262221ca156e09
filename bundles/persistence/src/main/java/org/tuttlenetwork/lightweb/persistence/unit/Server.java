// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * A PostgreSQL that takes connections.
 *
 * @param url its JDBC URL without user and password
 * @param user who may make schemas and roles
 * @param password the password
 */
public record Server(String url, String user, String password) {
    private static final int VALID_SECONDS = 5;
    private static final long LOOK_MILLIS = 500;

    /** Connections of nobody in particular, outside the pool. */
    public DataSource plain() {
        return source("");
    }

    /**
     * Connections in the role and schema of a unit, outside the pool: for its migrations.
     *
     * @param name what PostgreSQL shows them as
     */
    DataSource as(UnitName unit, String name) {
        PGSimpleDataSource source =
                source("-c role=" + unit.role() + " -c search_path=" + unit.schema());
        source.setApplicationName(name);
        return source;
    }

    private PGSimpleDataSource source(String options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(10);
        if (!options.isEmpty()) {
            source.setOptions(options);
        }
        return source;
    }

    /**
     * Waits until it takes connections: a server beside us may start later than we do.
     *
     * @throws IllegalStateException if it does not answer in time, or refuses us
     */
    public void await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = plain().getConnection()) {
                if (connection.isValid(VALID_SECONDS)) {
                    return;
                }
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                boolean starting = state.startsWith("08") || state.startsWith("57P0");
                if (!starting || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "The database at " + url + " cannot be used: " + e.getMessage(), e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /**
     * Makes a unit's role and schema where they are not there.
     *
     * @param connections of the user that the host has
     */
    static void prepare(DataSource connections, UnitName unit) throws SQLException {
        String sql =
                """
                do $do$ begin
                    perform pg_advisory_xact_lock(hashtext('lightweb.units'));
                    if not exists (select from pg_roles where rolname = 'lw_feature') then
                        create role lw_feature nologin;
                    end if;
                    if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s nologin in role lw_feature;
                    end if;
                    execute format('grant %1$s to %%I', current_user);
                    create schema if not exists %2$s authorization %1$s;
                end $do$
                """
                        .formatted(unit.role(), unit.schema());
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
