// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

import javax.sql.DataSource;

/**
 * Runs a unit's migrations ({@code db/migration/V1__….sql}) in its own role, once, whoever comes
 * first.
 */
public final class Migrations {
    private final List<URL> scripts;

    /**
     * @param scripts the unit's scripts, wherever they lie
     */
    public Migrations(Collection<URL> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    /**
     * Brings the unit's schema up to date. Flyway, which asks some thirty questions on connections
     * of its own, is left out where the schema's comment says that these very scripts were the last
     * to be applied.
     *
     * @param pool for the one question whether there is anything to do
     */
    public void run(Server server, DataSource pool, UnitName unit) throws SQLException {
        String done = "lightweb: migrated by " + fingerprint();
        if (isDone(pool, unit, done)) {
            return;
        }
        server.prepare(unit);
        if (!scripts.isEmpty()) {
            migrate(server, unit);
        }
        try (Connection connection = server.as(unit).getConnection();
                Statement statement = connection.createStatement()) {
            // Under the lock of those who prepare: two comments at once would be an error.
            statement.execute(
                    """
                    do $do$ begin
                        perform pg_advisory_xact_lock(hashtext('lightweb.units'));
                        comment on schema %s is '%s';
                    end $do$
                    """
                            .formatted(unit.schema(), done));
        }
    }

    private void migrate(Server server, UnitName unit) {
        List<Script> resources = scripts.stream().map(Script::new).toList();
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(server.as(unit))
                .schemas(unit.schema())
                .defaultSchema(unit.schema())
                .createSchemas(false)
                .locations(new String[0])
                .resourceProvider(new Scripts(resources))
                .load()
                .migrate();
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
            for (URL script :
                    scripts.stream().sorted(Comparator.comparing(URL::getPath)).toList()) {
                try (InputStream in = script.openStream()) {
                    byte[] content = in.readAllBytes();
                    String head = new Script(script).getFilename() + ' ' + content.length + '\n';
                    digest.update(head.getBytes(StandardCharsets.UTF_8));
                    digest.update(content);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The migrations cannot be read", e);
        }
    }

    private record Scripts(List<Script> scripts) implements ResourceProvider {
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
                    .map(LoadableResource.class::cast)
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final URL url;

        Script(URL url) {
            this.url = url;
        }

        @Override
        public Reader read() {
            try {
                InputStream in = url.openStream();
                return new InputStreamReader(in, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("The migration cannot be read: " + url, e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return url.toString();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return url.toString();
        }

        @Override
        public String getFilename() {
            String path = url.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return "db/migration/" + getFilename();
        }
    }
}
