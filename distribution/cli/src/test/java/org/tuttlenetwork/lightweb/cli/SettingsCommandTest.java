// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class SettingsCommandTest {
    private static final String METATYPE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="C" name="Things" description="How things are.">
                <AD id="poll_seconds" type="Integer" description="Seconds between polls, 1 to 60" default="5"/>
                <AD id="issuer" type="String" description="Who says so" default=""/>
              </OCD>
              <Designate pid="lightweb.things"><Object ocdref="C"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void makeBundle() throws IOException {
        Path folder = Files.createDirectories(home.resolve("bundles/core"));
        try (ZipOutputStream jar =
                new ZipOutputStream(Files.newOutputStream(folder.resolve("things.jar")))) {
            jar.putNextEntry(new ZipEntry("OSGI-INF/metatype/C.xml"));
            jar.write(METATYPE.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void writesAFileThatExplainsEveryOption() throws IOException {
        assertThat(run("settings", "init")).isZero();
        assertThat(home.resolve("etc/lightweb.things.cfg"))
                .hasContent(
                        """
                        # How things are.
                        # Take the # from a line to set it; what is left out has the value shown.

                        # Seconds between polls, 1 to 60
                        #poll_seconds = 5

                        # Who says so
                        #issuer =\s
                        """);
    }

    @Test
    void keepsAFileThatIsThere() throws IOException {
        Path file = Files.createDirectories(home.resolve("etc")).resolve("lightweb.things.cfg");
        Files.writeString(file, "poll_seconds = 7\n");
        assertThat(run("settings", "init")).isZero();
        assertThat(file).hasContent("poll_seconds = 7\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Kept ");
    }

    @Test
    void explainsWithoutWriting() {
        assertThat(run("settings", "explain")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("#poll_seconds = 5");
        assertThat(home.resolve("etc")).doesNotExist();
    }

    private int run(String... arguments) {
        Map<String, String> environment =
                Map.of(
                        "LIGHTWEB_HOME", home.toString(),
                        "LIGHTWEB_ETC", home.resolve("etc").toString());
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Main(environment, stream, Clock.systemUTC(), _ -> {})
                .run(List.of(arguments), stream);
    }
}
