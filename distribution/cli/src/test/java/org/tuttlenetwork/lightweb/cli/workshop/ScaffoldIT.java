// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.Permission;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is made to begin with works as it is. */
class ScaffoldIT {
    @TempDir private Path folder;

    @Test
    void aServiceWithoutJavaIsPackedAsItIs() throws Exception {
        new Scaffold("wood-shed", "org.example").service(folder.resolve("wood-shed"));
        FeatureArchive archive = Packing.of(folder.resolve("wood-shed")).read();
        assertThat(archive.feature()).hasToString("wood-shed");
        assertThat(archive.declaration().permissions()).isEmpty();
        assertThat(archive.bundles().getFirst().symbolicName()).isEqualTo("org.example.wood-shed");
    }

    @Test
    void aPluginInJavaIsBuiltTestedAndPackedOffline() throws Exception {
        Path project = folder.resolve("wood-shed");
        ApiJar api = ApiJar.read(apiJar());
        new Scaffold("wood-shed", "org.example").java(project, api.version());
        api.copyTo(project.resolve("repository"));
        assertThat(maven(project)).as(Files.readString(project.resolve("log"))).isZero();
        assertThat(project.resolve("target/surefire-reports")).isNotEmptyDirectory();

        FeatureArchive archive = Packing.of(project.resolve("target/feature.json")).read();
        assertThat(
                        new ArchiveReader()
                                .read(Packing.of(project.resolve("target/feature.json")).archive())
                                .sha256())
                .isEqualTo(archive.sha256());
        assertThat(archive.declaration().permissions())
                .containsExactlyInAnyOrder(Permission.DATABASE, Permission.PATHS);
        assertThat(archive.declaration().claims().paths()).containsExactly("wood-shed");
        assertThat(archive.bundles().getFirst().imports())
                .anySatisfy(
                        each ->
                                assertThat(each.name())
                                        .isEqualTo("org.tuttlenetwork.lightweb.api.web"));
    }

    @Test
    void namesWhatCannotBeAName() {
        Bench bench = new Bench(Map.of("LIGHTWEB_HOME", folder.toString()));
        assertThat(bench.run("create", "Garden")).isEqualTo(1);
        assertThat(bench.said()).contains("A feature id has 2 to 40");
        assertThat(bench.run("create", "garden", "--group", "example")).isEqualTo(1);
        assertThat(bench.said()).contains("such as org.example, not example");
        assertThat(bench.run("create", "class")).isEqualTo(1);
        assertThat(bench.said()).contains("a word that Java keeps for itself");
        assertThat(bench.run("create", "garden", "--java")).isEqualTo(1);
        assertThat(bench.said()).contains("run ./lightweb build, or name the jar: --api JAR");
        assertThat(Path.of("garden")).doesNotExist();
    }

    /** The jar of the module that was built before this one. */
    private static Path apiJar() throws Exception {
        Path source =
                Path.of(
                        FeatureId.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        if (Files.isRegularFile(source)) {
            return source;
        }
        try (Stream<Path> files = Files.list(source.getParent())) {
            return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
        }
    }

    private static int maven(Path project) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                                "-o",
                                "-B",
                                "verify"));
        builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
        Process process =
                builder.directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(project.resolve("log").toFile())
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
