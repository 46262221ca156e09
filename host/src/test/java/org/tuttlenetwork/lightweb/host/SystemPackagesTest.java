// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

class SystemPackagesTest {
    @TempDir private Path folder;

    @Test
    void readsVersionsBesideUsesAndDirectives() {
        String header =
                "a.b;version=\"1.2.3\";uses:=\"x.y,z\",c.d;e.f;uses:=\"a.b\";version=4.5,g;x-internal:=true";
        assertThat(SystemPackages.parse(header))
                .containsEntry("a.b", "1.2.3")
                .containsEntry("c.d", "4.5")
                .containsEntry("e.f", "4.5")
                .containsEntry("g", "0.0.0")
                .hasSize(4);
    }

    @Test
    void takesTheFilesVersionWhereTheManifestSaysNothing() throws Exception {
        Path jar = folder.resolve("thing-2.7.Final.jar");
        try (JarOutputStream out =
                new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
            out.putNextEntry(new ZipEntry("org/example/Thing.class"));
            out.putNextEntry(new ZipEntry("META-INF/versions/21/org/example/Thing.class"));
        }
        assertThat(SystemPackages.of(List.of(jar))).isEqualTo("org.example;version=\"2.7.0\"");
    }

    @Test
    void offersBothLinesOfSlf4j() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Export-Package", "org.slf4j;version=\"2.0.20\"");
        Path jar = folder.resolve("slf4j-api-2.0.20.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        assertThat(SystemPackages.of(List.of(jar)))
                .isEqualTo("org.slf4j;version=\"2.0.20\",org.slf4j;version=\"1.7.36\"");
    }
}
