// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One PostgreSQL for all tests of this room; empty before each. */
final class Postgres implements BeforeEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(Postgres.class);

    private TestDatabase database;

    TestDatabase database() {
        return database;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        database =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(Holder.class, _ -> new Holder(), Holder.class)
                        .database;
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("sample."))
                .forEach(System::clearProperty);
        execute(
                "truncate features.rollout, features.host, features.history, features.pending_plan,"
                    + " features.taken_file, features.purging, features.place, features.feature,"
                    + " features.revision, features.artefact cascade");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final class Holder implements AutoCloseable {
        private final TestDatabase database = TestDatabase.start();

        Holder() {
            database.unit("features", List.of(), FeatureEngine.class);
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
