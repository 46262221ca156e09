// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The jar of {@code bundles/api}, which no public repository has: it goes into a Maven repository
 * inside the project. Maven keeps what it once read under a version, so the version names the
 * content.
 *
 * @param file the jar
 * @param version its version and the beginning of its digest
 */
record ApiJar(Path file, String version) {
    private static final String NAME = "org.tuttlenetwork.lightweb.api";
    private static final String ARTIFACT = "lightweb-api";

    static ApiJar read(Path file) throws IOException, Unusable {
        if (!Files.isRegularFile(file)) {
            throw new Unusable("There is no file " + file);
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String name =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            if (!NAME.equals(name)) {
                throw new Unusable(file + " is not LightWeb's API, but " + name);
            }
            String version = manifest.getMainAttributes().getValue("Bundle-Version");
            String digest = ArchiveReader.sha256(Files.readAllBytes(file));
            return new ApiJar(
                    file, version.replace(".SNAPSHOT", "") + "-" + digest.substring(0, 12));
        }
    }

    void copyTo(Path repository) throws IOException {
        Path folder =
                Files.createDirectories(
                        repository
                                .resolve("org/tuttlenetwork/lightweb")
                                .resolve(ARTIFACT)
                                .resolve(version));
        String name = ARTIFACT + "-" + version;
        Files.copy(file, folder.resolve(name + ".jar"));
        Files.writeString(
                folder.resolve(name + ".pom"),
                """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.tuttlenetwork.lightweb</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                </project>
                """
                        .formatted(ARTIFACT, version));
    }
}
