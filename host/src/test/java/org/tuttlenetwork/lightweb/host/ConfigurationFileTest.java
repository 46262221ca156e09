// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ConfigurationFileTest {
    @TempDir Path folder;
    private ConfigurationFile.Sources sources;

    @BeforeEach
    void giveSources() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("token"), "t");
        sources =
                new ConfigurationFile.Sources(
                        Map.of("PORT", "8080")::get,
                        Map.of("lightweb.data", "/data")::get,
                        List.of(folder.resolve("none"), secrets));
    }

    @Test
    void takesPlainValuesAndKnownPlaceholders() throws IOException {
        ConfigurationFile file =
                read(
                        """
                        # a comment
                        name = Ada Lindqvist
                        port = $[env:PORT]
                        token = $[secret:token]
                        folder = $[prop:lightweb.data]/x
                        level = $[env:LEVEL;default=info]
                        """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.pid()).isEqualTo("lightweb.x");
        assertThat(file.values())
                .containsEntry("name", "Ada Lindqvist")
                .containsEntry("token", "$[secret:token]")
                .hasSize(5);
        assertThat(file.secrets()).containsExactly(folder.resolve("secrets/token"));
    }

    @Test
    void refusesAVariableThatIsNotThere() throws IOException {
        assertThat(read("port = $[env:PROT]").problems())
                .containsExactly(
                        path() + ": port = $[env:PROT]: the environment has no variable PROT");
    }

    @Test
    void refusesASecretThatIsNotThereAndSaysWhereItLooked() throws IOException {
        assertThat(read("key = $[secret:kye]").problems())
                .containsExactly(
                        path()
                                + ": key = $[secret:kye]: no secret kye: expected is a readable"
                                + " file of this name in one of ["
                                + folder.resolve("none")
                                + ", "
                                + folder.resolve("secrets")
                                + "]");
    }

    @Test
    void refusesAPlaceholderThatNobodyWouldReplace() throws IOException {
        assertThat(read("key = $[file:x]").problems())
                .singleElement()
                .asString()
                .startsWith(path() + ": key = $[file:x]: a placeholder is not understood; allowed");
        assertThat(read("key = $[env:PORT").problems()).hasSize(1);
    }

    @Test
    void refusesAKeyThatStandsTwice() throws IOException {
        assertThat(read("a = 1\na = 2").problems())
                .containsExactly(path() + ": a stands twice; once is allowed");
    }

    @Test
    void refusesAFileThatIsNoProperties() throws IOException {
        assertThat(read("a = \\u00zz").problems())
                .singleElement()
                .asString()
                .startsWith(path() + ": can't be read as key = value lines");
    }

    @Test
    void aSecretNeverLeavesItsFolder() throws IOException {
        Files.writeString(folder.resolve("outside"), "o");

        assertThat(read("key = $[secret:../outside]").problems()).hasSize(1);
    }

    private Path path() {
        return folder.resolve("lightweb.x.cfg");
    }

    private ConfigurationFile read(String text) throws IOException {
        return ConfigurationFile.read(Files.writeString(path(), text), sources);
    }
}
