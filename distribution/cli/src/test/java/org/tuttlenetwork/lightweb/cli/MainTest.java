// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysHowItIsUsed() {
        assertThat(run(Map.of(), "feature", "xyzzy")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("install").contains("remove");
    }

    @Test
    void saysWhichHostDoesNotAnswer() {
        assertThat(
                        run(
                                Map.of("LIGHTWEB_URL", "http://127.0.0.1:1", "LIGHTWEB_TOKEN", "t"),
                                "feature",
                                "list"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void tellsAProblemInWords() throws Exception {
        String problem =
                "{\"title\":\"The request breaks a rule\",\"detail\":\"Nothing was"
                        + " changed.\",\"requestId\":\"r1\"}";
        assertThat(new Refusal(422, new ObjectMapper().readTree(problem)))
                .hasMessage("The request breaks a rule. Nothing was changed. (request r1)");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new Main(
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        Clock.systemUTC(),
                        _ -> {})
                .run(List.of(arguments), new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
