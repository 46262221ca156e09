// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import jakarta.persistence.EntityManager;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Schema {@code identity} in a PostgreSQL named by system property {@value #URL}, with the roles
 * that persistence makes, and another feature beside it. For what is tested here a transaction is a
 * connection.
 */
final class TestSchema {
    static final String URL = "lightweb.test.jdbc";

    private final String url;
    private final List<String> published = new CopyOnWriteArrayList<>();

    TestSchema(String url) {
        this.url = url;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists identity cascade");
            statement.execute(
                    """
                    do $$ begin
                      if not exists (select from pg_roles where rolname = 'lw_feature') then
                        create role lw_feature; create role lw_identity; create role lw_islands;
                        grant lw_feature to lw_identity, lw_islands;
                      end if;
                    end $$\
                    """);
            statement.execute("create schema identity authorization lw_identity");
            statement.execute("set role lw_identity");
            statement.execute("set search_path = identity");
            statement.execute(migration());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String migration() {
        try (InputStream file =
                Objects.requireNonNull(
                        IdentityRoom.class.getResourceAsStream(
                                "/db/migration/V1__local_view_and_intents.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys that were published under the topic of memberships. */
    List<String> published() {
        return List.copyOf(published);
    }

    Database identity() {
        return new Schema("identity");
    }

    /** What a feature that asks sees. */
    Database islands() {
        return new Schema("islands");
    }

    private final class Schema implements Database {
        private final String name;

        Schema(String name) {
            this.name = name;
        }

        @Override
        public <T> T write(Work<T> work) {
            Open open;
            T result;
            try (Connection connection = DriverManager.getConnection(url)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set role lw_" + name);
                    statement.execute("set search_path = " + name);
                }
                connection.setAutoCommit(false);
                open = new Open(connection);
                result = work.run(open);
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            published.addAll(open.keys);
            open.after.forEach(Runnable::run);
            return result;
        }

        @Override
        public <T> T read(Work<T> work) {
            return write(work);
        }
    }

    private static final class Open implements Transaction {
        private final Connection connection;
        private final List<String> keys = new ArrayList<>();
        private final List<Runnable> after = new ArrayList<>();

        Open(Connection connection) {
            this.connection = connection;
        }

        @Override
        public EntityManager entities() {
            throw new UnsupportedOperationException("identity has no entities");
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void publish(String topic, String key, String json) {
            keys.add(key);
        }

        @Override
        public void enqueue(String task, String instance, String json, Instant at) {
            throw new UnsupportedOperationException("identity queues nothing");
        }

        @Override
        public void afterCommit(Runnable action) {
            after.add(action);
        }
    }
}
