// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class SettingsTest {
    @TempDir private Path folder;

    @Test
    void changesWhatStandsThere() throws IOException {
        Path file =
                Files.writeString(folder.resolve("shell.cfg"), "sshPort = 8101\nsshRole = ssh\n");
        Settings.replace(file, Map.of("sshPort = 8101", "sshPort = 9"));
        assertThat(file).content().isEqualTo("sshPort = 9\nsshRole = ssh\n");
    }

    @Test
    void namesWhatAnotherVersionOfKarafDoesNotSay() throws IOException {
        Path file = Files.writeString(folder.resolve("shell.cfg"), "sshPort = 22\n");
        assertThatThrownBy(() -> Settings.replace(file, Map.of("sshPort = 8101", "sshPort = 9")))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " does not say sshPort = 8101");
    }
}
