// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SystemPackagesTest {
    @TempDir Path folder;

    @Test
    void takesPackagesAndVersionsFromTheHeader() throws IOException {
        Path jar =
                JarFiles.write(
                        folder.resolve("a-9.jar"),
                        Map.of(
                                "Bundle-SymbolicName", "a",
                                "Export-Package",
                                        "a.b;uses:=\"x,y;z\";version=\"1.2.3\",c;d;version=2,e"),
                        List.of("hidden/Internal.class"));

        assertThat(SystemPackages.ofJars(List.of(jar)).property())
                .isEqualTo(
                        "a.b;version=\"1.2.3\",c;version=\"2\",d;version=\"2\",e;version=\"0.0.0\"");
    }

    @Test
    void exportsAllOfALibraryWithoutHeaderInTheArtifactsVersion() throws IOException {
        Path jar =
                JarFiles.write(
                        folder.resolve("plain-4.0.7.Final.jar"),
                        Map.of("Implementation-Version", "4.0.7 - e689394"),
                        List.of(
                                "p/One.class",
                                "p/q/Two.class",
                                "META-INF/versions/11/p/r/X.class"));

        assertThat(SystemPackages.ofJars(List.of(jar)).entries())
                .containsExactly("p.q;version=\"4.0.7.Final\"", "p;version=\"4.0.7.Final\"");
    }

    @Test
    void exportsSlf4jInItsOldLineToo() throws IOException {
        Path jar =
                JarFiles.write(
                        folder.resolve("slf4j-api-2.0.20.jar"),
                        Map.of(
                                "Bundle-SymbolicName", "slf4j.api",
                                "Export-Package", "org.slf4j;version=\"2.0.20\""),
                        List.of());

        assertThat(SystemPackages.ofJars(List.of(jar)).entries())
                .containsExactly("org.slf4j;version=\"1.7.36\"", "org.slf4j;version=\"2.0.20\"");
    }

    @Test
    void withholdsTheFrameworkAndTheHost() throws IOException {
        Path jar =
                JarFiles.write(
                        folder.resolve("f-1.jar"),
                        Map.of(
                                "Bundle-SymbolicName", "org.apache.felix.framework",
                                "Export-Package", "org.osgi.framework"),
                        List.of());

        assertThat(SystemPackages.ofJars(List.of(jar, folder)).entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "flyway-core-13.12.0.jar, 13.12.0",
        "hibernate-core-7.4.13.Final.jar, 7.4.13.Final",
        "jackson-annotations-2.22.jar, 2.22.0",
        "javassist-3.30.2-GA.jar, 3.30.2.GA",
        "lightweb-api-0.1.0-SNAPSHOT.jar, 0.1.0.SNAPSHOT",
        "odd.jar, 0.0.0"
    })
    void readsAVersionFromAFileName(String file, String version) {
        assertThat(SystemPackages.artifactVersion(file)).isEqualTo(version);
    }

    @Test
    void theHostsOwnListIsOneThatAFrameworkTakes() {
        assertThat(SystemPackages.ofHost().entries())
                .hasSizeGreaterThan(500)
                .anyMatch(entry -> entry.startsWith("org.hibernate;"))
                .contains("org.slf4j;version=\"1.7.36\"", "org.slf4j;version=\"2.0.20\"")
                .allSatisfy(
                        entry ->
                                assertThat(
                                                Version.parseVersion(
                                                        entry.replaceAll(".*\"(.*)\"", "$1")))
                                        .isNotNull());
    }
}
