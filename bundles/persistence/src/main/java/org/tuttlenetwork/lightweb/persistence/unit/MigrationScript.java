// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.flywaydb.core.api.resource.LoadableResource;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * One script of a unit.
 *
 * @param name {@code V1__….sql}
 * @param text its SQL
 */
public record MigrationScript(String name, String text) {
    /** The order of their names, which is the only one that bundles and dumps share. */
    static final Comparator<MigrationScript> BY_NAME = Comparator.comparing(MigrationScript::name);

    /** Reads one, wherever it lies. */
    static MigrationScript read(URL url) {
        String path = url.getPath();
        try (InputStream in = url.openStream()) {
            return new MigrationScript(
                    path.substring(path.lastIndexOf('/') + 1),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The migration cannot be read: " + url, e);
        }
    }

    LoadableResource resource() {
        return new Resource(this);
    }

    private static final class Resource extends LoadableResource {
        private final MigrationScript script;

        Resource(MigrationScript script) {
            this.script = script;
        }

        @Override
        public Reader read() {
            return new StringReader(script.text());
        }

        @Override
        public String getAbsolutePath() {
            return getRelativePath();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getRelativePath();
        }

        @Override
        public String getFilename() {
            return script.name();
        }

        @Override
        public String getRelativePath() {
            return "db/migration/" + script.name();
        }
    }
}
