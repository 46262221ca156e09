// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.tuttlenetwork.lightweb.persistence.dump.DumpLoader;
import org.tuttlenetwork.lightweb.persistence.feed.FeedStore;
import org.tuttlenetwork.lightweb.persistence.feed.PostgresFeed;
import org.tuttlenetwork.lightweb.persistence.unit.Migrations;
import org.tuttlenetwork.lightweb.persistence.unit.Server;
import org.tuttlenetwork.lightweb.persistence.unit.TransactionThread;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;
import org.tuttlenetwork.lightweb.persistence.work.WorkScheduler;

import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/** Brings the platform's own schema up on a server, and what lives on it. */
public final class DatabaseStarter {
    /** The platform's schema. */
    static final UnitName PLATFORM = new UnitName("lightweb");

    private static final List<String> SCRIPTS =
            List.of(
                    "V1__platform.sql",
                    "V2__order_and_retention.sql",
                    "V3__scripts_dumps_and_restores.sql",
                    "V4__replaced_data.sql",
                    "V5__journal.sql");

    private DatabaseStarter() {}

    /**
     * @param server a PostgreSQL that takes connections
     * @param installation what this host is, and the database's others are
     * @param poolSize the most connections
     * @throws SQLException if the platform's schema cannot be made
     * @throws IllegalStateException if the database was made for the other profile, or with another
     *     master key
     */
    public static RunningDatabase start(Server server, Installation installation, int poolSize)
            throws SQLException {
        HikariDataSource pool = pool(server, poolSize);
        try {
            requireNoHalfRestore(pool);
            new Migrations(SCRIPTS.stream().map(DatabaseStarter::script).toList())
                    .run(server, pool, PLATFORM);
            installation.require(pool);
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
        FeedStore store = new FeedStore(pool);
        WorkScheduler work = new WorkScheduler(pool);
        PostgresFeed feed = new PostgresFeed(store, server.plain(), work::wake);
        return new RunningDatabase(server, pool, store, feed, work);
    }

    private static URL script(String name) {
        URL script = DatabaseStarter.class.getResource("/db/migration/" + name);
        if (script == null) {
            throw new IllegalStateException("The platform's migration is not in this bundle");
        }
        return script;
    }

    private static HikariDataSource pool(Server server, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.plain());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setPoolName("lightweb");
        config.setAutoCommit(true);
        return new TransactionThread.Pool(config);
    }

    private static void requireNoHalfRestore(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select to_regnamespace(?) is not null")) {
            select.setString(1, DumpLoader.UNFINISHED);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                if (rows.getBoolean(1)) {
                    throw new IllegalStateException(
                            "A restore into this database did not end. Run lightweb restore"
                                    + " --replace again.");
                }
            }
        }
    }
}
