// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ConfigurationFilesTest {
    @TempDir private Path etc;

    @Test
    void letsPlaceholdersPassThatCanBeFilled() throws Exception {
        Files.createDirectories(etc.resolve("secrets"));
        Files.writeString(etc.resolve("secrets/token"), "x");
        Files.writeString(
                etc.resolve("lightweb.mesh.cfg"),
                "url = $[env:NETBIRD]\ntoken = $[secret:token]\nport = $[env:NONE;default=1]\n");
        assertThat(problems(Map.of("NETBIRD", "http://x"))).isEmpty();
    }

    @Test
    void namesFileKeyAndWhatIsMissing() throws Exception {
        Files.writeString(
                etc.resolve("lightweb.mesh.cfg"),
                "url = $[env:NETBIRD]\ntoken = $[secret:token]\n");
        assertThat(problems(Map.of()))
                .hasSize(2)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains(
                                                "lightweb.mesh.cfg",
                                                "url",
                                                "NETBIRD",
                                                "is not set"))
                .anySatisfy(
                        line -> assertThat(line).contains("token", "there is no readable file"));
    }

    @Test
    void refusesAPlaceholderThatIsNotClosed() throws Exception {
        Files.writeString(etc.resolve("a.cfg"), "url = $[env:NETBIRD\n");
        assertThat(problems(Map.of("NETBIRD", "x")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("not closed"));
    }

    private List<String> problems(Map<String, String> environment) {
        return new ConfigurationFiles(List.of(etc), etc.resolve("secrets"), environment).problems();
    }
}
