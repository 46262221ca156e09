// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.nodes.Silence.Judgement;
import org.tuttlenetwork.lightweb.nodes.Silence.Observed;
import org.tuttlenetwork.lightweb.nodes.Silence.Verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class SilenceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minusSeconds(3600);

    @ParameterizedTest
    @CsvSource({
        "0,UP,UP",
        "74,UP,UP",
        "75,UP,SUSPECT",
        "149,UP,SUSPECT",
        "150,UP,DOWN",
        "1000,UP,DOWN",
        "150,SUSPECT,DOWN",
        "80,DOWN,DOWN",
        "0,DOWN,DOWN",
        "0,SUSPECT,SUSPECT"
    })
    void makesANodeWorseAndNeverBetter(int seconds, NodeHealth before, NodeHealth after) {
        Judgement judgement = judge(List.of(silent("vpn-node-a", seconds, before)));
        assertThat(judgement.verdicts().stream().map(Verdict::health))
                .isEqualTo(before == after ? List.of() : List.of(after));
        assertThat(judgement.held()).isEmpty();
    }

    @Test
    void countsSilenceOnlyWhileSomebodyWasListening() {
        List<Observed> nodes = List.of(silent("vpn-node-a", 3000, NodeHealth.UP));
        assertThat(Silence.judge(nodes, NOW.minusSeconds(10), NOW).verdicts()).isEmpty();
        assertThat(Silence.judge(nodes, NOW.minusSeconds(80), NOW).verdicts())
                .extracting(Verdict::health)
                .containsExactly(NodeHealth.SUSPECT);
    }

    @Test
    void aFifthThatFallsTogetherIsBelieved() {
        Judgement judgement = judge(fleet(2, 80, 10));
        assertThat(judgement.held()).isEmpty();
        assertThat(judgement.verdicts()).hasSize(2);
    }

    @Test
    void moreThanAFifthThatFallsTogetherIsHeld() {
        Judgement judgement = judge(fleet(3, 160, 10));
        assertThat(judgement.held())
                .containsExactlyInAnyOrder("vpn-node-0", "vpn-node-1", "vpn-node-2");
        assertThat(judgement.verdicts()).isEmpty();
    }

    @Test
    void whatFellAloneIsJudgedWhileOthersAreHeld() {
        List<Observed> nodes = new ArrayList<>(fleet(4, 160, 10));
        nodes.add(silent("vpn-node-alone", 400, NodeHealth.SUSPECT));
        Judgement judgement = judge(nodes);
        assertThat(judgement.held()).hasSize(4);
        assertThat(judgement.verdicts())
                .extracting(verdict -> verdict.node().id())
                .containsExactly("vpn-node-alone");
    }

    @Test
    void whatFellOneAfterTheOtherIsJudged() {
        List<Observed> nodes = new ArrayList<>(fleet(0, 0, 10));
        nodes.add(silent("vpn-node-x", 160, NodeHealth.UP));
        nodes.add(silent("vpn-node-y", 221, NodeHealth.UP));
        nodes.add(silent("vpn-node-z", 282, NodeHealth.UP));
        Judgement judgement = judge(nodes);
        assertThat(judgement.held()).isEmpty();
        assertThat(judgement.verdicts()).hasSize(3);
    }

    @Test
    void aMinuteMayLieAnywhere() {
        List<Observed> nodes = new ArrayList<>(fleet(0, 0, 8));
        nodes.add(silent("vpn-node-x", 200, NodeHealth.UP));
        nodes.add(silent("vpn-node-y", 170, NodeHealth.SUSPECT));
        nodes.add(silent("vpn-node-z", 140, NodeHealth.SUSPECT));
        assertThat(judge(nodes).held())
                .containsExactlyInAnyOrder("vpn-node-x", "vpn-node-y", "vpn-node-z");
    }

    @Test
    void oneNodeOfAFewIsNoCrowd() {
        assertThat(judge(fleet(1, 160, 3)).held()).isEmpty();
        assertThat(judge(fleet(2, 160, 3)).held()).hasSize(2);
    }

    @Test
    void neitherTheDeadNorTheDrainedCount() {
        List<Observed> nodes = new ArrayList<>(fleet(0, 0, 10));
        for (int i = 0; i < 5; i++) {
            nodes.add(new Observed("vpn-node-d" + i, NodeHealth.UP, NOW.minusSeconds(160), true));
            nodes.add(silent("vpn-node-o" + i, 160, NodeHealth.DOWN));
        }
        Judgement judgement = judge(nodes);
        assertThat(judgement.held()).isEmpty();
        assertThat(judgement.verdicts()).hasSize(5);
    }

    @Test
    void afterAStartTheWatchNeedsItsTime() {
        Watch fresh = new Watch(Instant.EPOCH, Instant.EPOCH, java.util.Optional.empty()).at(NOW);
        assertThat(fresh.listeningSince()).isEqualTo(NOW);
        Watch later = fresh;
        for (int second = 5; second < 150; second += 5) {
            later = later.at(NOW.plusSeconds(second));
            assertThat(later.mayJudge(LONG_AGO)).isFalse();
        }
        later = later.at(NOW.plusSeconds(150));
        assertThat(later.mayJudge(LONG_AGO)).isTrue();
        assertThat(later.mayJudge(NOW.plusSeconds(1))).isFalse();
        assertThat(later.at(NOW.plusSeconds(181)).mayJudge(LONG_AGO)).isFalse();
    }

    private static Judgement judge(List<Observed> nodes) {
        return Silence.judge(nodes, LONG_AGO, NOW);
    }

    /** So many silent ones among a number. */
    private static List<Observed> fleet(int silent, int seconds, int all) {
        return IntStream.range(0, all)
                .mapToObj(n -> silent("vpn-node-" + n, n < silent ? seconds : 3, NodeHealth.UP))
                .toList();
    }

    private static Observed silent(String id, int seconds, NodeHealth before) {
        return new Observed(id, before, NOW.minusSeconds(seconds), false);
    }
}
