// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class EtcTest {
    @TempDir private Path folder;

    @Test
    void replacesWhatTheHostReplaces() throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/token"), "s$e\\cret\n");
        Etc etc =
                read(
                        """
                        url = http://127.0.0.1:$[env:PORT]
                        token = $[secret:token]
                        profile = $[prop:lightweb.profile]
                        other = $[env:NOWHERE;default=7]
                        """);
        assertThat(etc.problems()).isEmpty();
        assertThat(etc.get("lightweb.mesh", "url")).isEqualTo("http://127.0.0.1:9082");
        assertThat(etc.get("lightweb.mesh", "token")).isEqualTo("s$e\\cret");
        assertThat(etc.get("lightweb.mesh", "profile")).isEqualTo("real");
        assertThat(etc.get("lightweb.mesh", "other")).isEqualTo("7");
        assertThat(etc.get("lightweb.mesh", "absent", "usual")).isEqualTo("usual");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Etc etc = read("token = $[secret:token]\nother = $[secret:../outside]\n");
        assertThat(etc.problems())
                .anyMatch(problem -> problem.endsWith("token: there is no secret token"))
                .anyMatch(problem -> problem.endsWith("there is no secret ../outside"));
        assertThat(new Etc(folder, Map.of(), List.of("lightweb.none")).problems())
                .singleElement()
                .asString()
                .endsWith("lightweb.none.cfg is missing or can't be read");
    }

    private Etc read(String text) throws IOException {
        Files.writeString(folder.resolve("lightweb.mesh.cfg"), text);
        Files.writeString(folder.resolveSibling("outside"), "x");
        return new Etc(
                folder,
                Map.of("PORT", "9082", "LIGHTWEB_PROFILE", "real"),
                List.of("lightweb.mesh"));
    }
}
