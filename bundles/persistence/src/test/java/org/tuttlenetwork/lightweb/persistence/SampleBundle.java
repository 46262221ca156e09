// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.tuttlenetwork.lightweb.persistence.sample.Book;
import org.tuttlenetwork.lightweb.persistence.sample.Shelf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs a bundle with a unit, as an author's build would. */
final class SampleBundle {
    private static final List<Class<?>> ENTITIES = List.of(Shelf.class, Book.class);

    private SampleBundle() {}

    /**
     * @param folder where the jar is put
     * @param feature the feature, and the name of the unit
     * @param migration a file under {@code framework/} of the test's resources
     */
    static Path pack(Path folder, String feature, String migration) throws IOException {
        return pack(folder, feature, feature, migration);
    }

    static Path pack(Path folder, String feature, String unit, String migration)
            throws IOException {
        Path jar = folder.resolve(feature + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest(feature, unit))) {
            for (Class<?> entity : ENTITIES) {
                String name = entity.getName().replace('.', '/') + ".class";
                put(packed, name, "/" + name);
            }
            String name = migration.substring(migration.indexOf('/') + 1);
            put(packed, name, "/framework/" + migration);
        }
        return jar;
    }

    private static void put(JarOutputStream jar, String name, String resource) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        try (InputStream in = SampleBundle.class.getResourceAsStream(resource)) {
            in.transferTo(jar);
        }
        jar.closeEntry();
    }

    private static Manifest manifest(String feature, String unit) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "sample." + feature);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("LightWeb-Feature", feature);
        manifest.getMainAttributes().putValue("Import-Package", "jakarta.persistence");
        manifest.getMainAttributes()
                .putValue(
                        "Provide-Capability",
                        "lightweb.unit;unit="
                                + unit
                                + ";entities:List<String>=\""
                                + Shelf.class.getName()
                                + ","
                                + Book.class.getName()
                                + "\"");
        return manifest;
    }
}
