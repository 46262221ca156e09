// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.plan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which migrations a bundle brings, by the names that Flyway gives them. */
public final class MigrationScripts {
    private static final Pattern SCRIPT =
            Pattern.compile("db/migration/V([0-9][0-9._]*)__[^/]+\\.sql");

    private MigrationScripts() {}

    /** Versions as they are compared: {@code 002_0} is {@code 2}. */
    public static Set<String> normal(Collection<String> versions) {
        return versions.stream().map(MigrationScripts::normal).collect(Collectors.toSet());
    }

    static String normal(String version) {
        return version.replace('_', '.')
                .replaceAll("(^|\\.)0+(?=[0-9])", "$1")
                .replaceAll("(\\.0)+$", "");
    }

    /**
     * The versions in the bundles of a revision, in the order of their names.
     *
     * @param bundles the jars' bytes; they were read within limits before
     */
    public static List<String> in(List<byte[]> bundles) {
        TreeSet<String> versions = new TreeSet<>();
        for (byte[] bundle : bundles) {
            try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bundle), false)) {
                for (JarEntry entry = jar.getNextJarEntry();
                        entry != null;
                        entry = jar.getNextJarEntry()) {
                    Matcher script = SCRIPT.matcher(entry.getName());
                    if (script.matches()) {
                        versions.add(script.group(1).replace('_', '.'));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A bundle that was read before cannot be read", e);
            }
        }
        return List.copyOf(versions);
    }
}
