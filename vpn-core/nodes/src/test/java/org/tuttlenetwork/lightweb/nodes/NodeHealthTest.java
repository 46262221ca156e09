// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

class NodeHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minusSeconds(3600);

    @ParameterizedTest
    @CsvSource({"0,UP", "74,UP", "75,SUSPECT", "149,SUSPECT", "150,DOWN", "1000,DOWN"})
    void followsFromTheSilence(int seconds, NodeHealth expected) {
        assertThat(NodeHealth.of(heard(NOW.minusSeconds(seconds)), NOW, LONG_AGO))
                .isEqualTo(expected);
    }

    @Test
    void countsSilenceOnlyWhileSomebodyWasListening() {
        assertThat(NodeHealth.of(heard(LONG_AGO), NOW, NOW.minusSeconds(10)))
                .isEqualTo(NodeHealth.UP);
    }

    @Test
    void isUnknownBeforeTheFirstBeat() {
        assertThat(NodeHealth.of(node(Optional.empty()), NOW, LONG_AGO))
                .isEqualTo(NodeHealth.UNKNOWN);
    }

    private static NodeRecord heard(Instant at) {
        return node(Optional.of(new NodeRecord.Beat(at, 0, 0)));
    }

    private static NodeRecord node(Optional<NodeRecord.Beat> beat) {
        return new NodeRecord(
                "vpn-node-a",
                "IS",
                "",
                Set.of(),
                NodeRecord.State.REGISTERED,
                Optional.empty(),
                0,
                0,
                beat);
    }
}
