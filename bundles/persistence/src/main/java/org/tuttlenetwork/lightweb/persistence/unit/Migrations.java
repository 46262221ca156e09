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
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

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

    /** Brings the unit's schema up to date. */
    public void run(Server server, UnitName unit) throws SQLException {
        server.prepare(unit);
        if (scripts.isEmpty()) {
            return;
        }
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
