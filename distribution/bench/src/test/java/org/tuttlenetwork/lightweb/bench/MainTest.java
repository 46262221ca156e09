// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

class MainTest {
    @Test
    void measuresEverythingUnlessOneIsNamed() {
        assertThat(Main.Plan.of(List.of()).names())
                .containsExactly("startup", "deploy", "http", "islands");
        assertThat(Main.Plan.of(List.of("http", "--rounds", "3")))
                .isEqualTo(new Main.Plan(List.of("http"), Optional.of(3)));
    }

    @Test
    void eachBenchHasItsOwnNumberOfRoundsUnlessOneIsGiven() {
        Main.Plan plan = Main.Plan.of(List.of());
        assertThat(plan.rounds("http")).isEqualTo(7);
        assertThat(plan.rounds("deploy")).isEqualTo(50);
        assertThat(Main.Plan.of(List.of("--rounds", "3")).rounds("deploy")).isEqualTo(3);
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Main.Plan.of(List.of("fast")))
                .hasMessage(
                        "bench does not know fast; there are startup, deploy, http, islands and"
                                + " --rounds N");
        assertThatThrownBy(() -> Main.Plan.of(List.of("--rounds", "0")))
                .hasMessage("--rounds is 0; 1 to 999");
    }

    @Test
    void readsWhatWrkSays() throws IOException {
        String said =
                """
                  Latency Distribution
                     50%  312.00us
                     99%    2.50ms
                Requests/sec:  12345.67
                """;
        assertThat(Wrk.parse(said)).isEqualTo(new Wrk.Result(12345.67, 2.5));
        assertThat(Wrk.parse(said.replace("2.50ms", "900.00us")).p99Millis()).isEqualTo(0.9);
    }

    @Test
    void aBurstWithErrorsIsNoFigure() {
        assertThatThrownBy(
                        () -> Wrk.parse("Requests/sec: 9\n 99% 1ms\n Non-2xx or 3xx responses: 4"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("responses: 4");
        assertThatThrownBy(() -> Wrk.parse("")).isInstanceOf(IOException.class);
    }
}
