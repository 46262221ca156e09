// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class HostOptionsTest {
    @Test
    void everythingButTheHomeHasADefault() {
        HostOptions options = HostOptions.parse(List.of("--home", "/h"), Map.of());

        assertThat(options)
                .isEqualTo(
                        new HostOptions(
                                Path.of("/h"),
                                Path.of("/h/data"),
                                Path.of("/h/etc"),
                                "real",
                                false,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(30)));
    }

    @Test
    void argumentsWinOverTheEnvironment() {
        HostOptions options =
                HostOptions.parse(
                        List.of("--home", "/h", "--data", "/d", "--clean"),
                        Map.of("LIGHTWEB_DATA", "/other", "LIGHTWEB_PROFILE", "demo"));

        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.profile()).isEqualTo("demo");
        assertThat(options.clean()).isTrue();
    }

    @Test
    void saysWhatIsAllowed() {
        assertThatThrownBy(() -> HostOptions.parse(List.of(), Map.of()))
                .hasMessageStartingWith("--home is missing; usage:");
        assertThatThrownBy(() -> HostOptions.parse(List.of("--home", "/h", "--hmoe"), Map.of()))
                .hasMessageStartingWith("--hmoe is not understood; usage:");
        assertThatThrownBy(
                        () ->
                                HostOptions.parse(
                                        List.of("--home", "/h", "--profile", "test"), Map.of()))
                .hasMessage("profile test is not known; it is demo or real");
        assertThatThrownBy(
                        () ->
                                HostOptions.parse(
                                        List.of("--home", "/h"),
                                        Map.of("LIGHTWEB_STOP_SECONDS", "soon")))
                .hasMessage(
                        "--stop-seconds (LIGHTWEB_STOP_SECONDS) is soon; it is 1 to 9999 seconds");
    }
}
