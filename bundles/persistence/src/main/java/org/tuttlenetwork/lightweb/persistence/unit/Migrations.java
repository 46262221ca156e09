// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * Runs a unit's migrations ({@code db/migration/V1__….sql}) in its own role, once, whoever comes
 * first.
 */
public final class Migrations {
    private final List<MigrationScript> scripts;

    /** What PostgreSQL shows the connections of this run as. */
    private final String session = "lightweb migration " + UUID.randomUUID();

    /**
     * @param scripts the unit's scripts, wherever they lie
     */
    public Migrations(Collection<URL> scripts) {
        this(scripts.stream().map(MigrationScript::read).toList());
    }

    private Migrations(List<MigrationScript> scripts) {
        this.scripts = scripts.stream().sorted(MigrationScript.BY_NAME).toList();
    }

    /** Of scripts that were kept, as in a dump. */
    public static Migrations of(List<MigrationScript> scripts) {
        return new Migrations(scripts);
    }

    /**
     * Brings the unit's schema up to date, and keeps the scripts in the platform's schema: a dump
     * carries them, so that the schema can be made again where the feature's bundle is gone.
     * Flyway, which asks some thirty questions on connections of its own, is left out where the
     * schema's comment says that these very scripts were the last to be applied.
     *
     * @param pool for everything else: a new connection costs as much as a small migration
     */
    public void run(Server server, DataSource pool, UnitName unit) throws SQLException {
        String done = "lightweb: migrated, scripts kept: " + fingerprint();
        if (isDone(pool, unit, done)) {
            return;
        }
        Server.prepare(pool, unit);
        if (!scripts.isEmpty()) {
            try {
                migrate(server, unit);
            } catch (FlywayException e) {
                keepWhatRan(pool, unit, e);
                throw e;
            }
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            keep(connection, unit);
            // Under the lock of those who prepare: two comments at once would be an error.
            statement.execute(
                    """
                    do $do$ begin
                        perform pg_advisory_xact_lock(hashtext('lightweb.units'));
                        comment on schema %s is '%s';
                    end $do$
                    """
                            .formatted(unit.schema(), done));
            connection.commit();
        }
    }

    /** Ends what migrates at this moment, if anything does: its transaction is rolled back. */
    public void cancel(DataSource pool) throws SQLException {
        String sql =
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, session);
            statement.execute();
        }
    }

    private void migrate(Server server, UnitName unit) {
        List<LoadableResource> resources = scripts.stream().map(MigrationScript::resource).toList();
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(server.as(unit, session))
                .schemas(unit.schema())
                .defaultSchema(unit.schema())
                .createSchemas(false)
                .locations(new String[0])
                .resourceProvider(new Scripts(resources))
                .load()
                .migrate();
    }

    /** Some may have run before one failed, or before all was ended: their schema is there. */
    private void keepWhatRan(DataSource pool, UnitName unit, FlywayException failure) {
        try (Connection connection = pool.getConnection()) {
            keep(connection, unit);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void keep(Connection connection, UnitName unit) throws SQLException {
        Set<String> ran = MigrationHistory.scripts(connection, unit);
        String sql =
                """
                insert into lightweb.unit_script (schema_name, script, content) values (?, ?, ?)
                on conflict (schema_name, script) do update set content = excluded.content
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (MigrationScript script : scripts) {
                if (ran.contains(script.name())) {
                    statement.setString(1, unit.schema());
                    statement.setString(2, script.name());
                    statement.setString(3, script.text());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** Whether the unit's role and schema are there, and these scripts were the last. */
    private static boolean isDone(DataSource pool, UnitName unit, String done) throws SQLException {
        String sql =
                """
                select exists (
                    select from pg_namespace n join pg_roles r on r.oid = n.nspowner
                    where n.nspname = ? and r.rolname = ?
                        and obj_description(n.oid, 'pg_namespace') = ?)
                """;
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, unit.schema());
            statement.setString(2, unit.role());
            statement.setString(3, done);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Of the scripts' names and contents, in the order of their names. */
    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (MigrationScript script : scripts) {
                byte[] content = script.text().getBytes(StandardCharsets.UTF_8);
                String head = script.name() + ' ' + content.length + '\n';
                digest.update(head.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private record Scripts(List<LoadableResource> scripts) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return scripts.stream()
                    .filter(
                            script ->
                                    script.getFilename().equals(name)
                                            || script.getAbsolutePath().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return scripts.stream()
                    .filter(script -> script.getFilename().startsWith(prefix))
                    .filter(
                            script ->
                                    List.of(suffixes).stream()
                                            .anyMatch(script.getFilename()::endsWith))
                    .toList();
        }
    }
}
