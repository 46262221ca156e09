// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.nodes.Expect.until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.nodes.store.WatchStore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Two hosts on one PostgreSQL judge the silence of nodes. */
class SweeperIT {
    @TempDir private Path folder;
    private NodesRig rig;
    private Sweeper first;
    private Sweeper second;

    @BeforeEach
    void start() {
        rig = new NodesRig(folder);
        first = new Sweeper(rig.nodes, rig.time.clock());
        second = new Sweeper(rig.nodes, rig.time.clock());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Time goes by: whatever beats does so each 25 s, and the hosts sweep in turn. */
    private void pass(Duration duration, String... beating) {
        for (long second = 0; second < duration.toSeconds(); second += 25) {
            rig.time.pass(Duration.ofSeconds(25));
            for (String node : beating) {
                rig.beats.add(rig.told(node));
            }
            rig.beats.bring();
            (second % 50 == 0 ? first : this.second).run();
        }
    }

    private NodeHealth health(String node) {
        return rig.fleet.find(node).orElseThrow().health();
    }

    private void listenForAWhile(String... beating) {
        pass(Duration.ofSeconds(175), beating);
    }

    @Test
    void aNodeIsSuspectThenDownThenBackByItself() throws Exception {
        rig.live("vpn-node-a");
        rig.live("vpn-node-b");
        listenForAWhile("vpn-node-a", "vpn-node-b");
        pass(Duration.ofSeconds(75), "vpn-node-b");
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.SUSPECT);
        assertThat(rig.choice.takingUsers()).containsExactly("vpn-node-b");
        pass(Duration.ofSeconds(75), "vpn-node-b");
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.DOWN);
        assertThat(rig.choice.takingUsers()).containsExactly("vpn-node-b");

        rig.fleet.beat("vpn-node-a", NodesRig.sign("boot-1", 0, 0, 0));
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.UP);
        assertThat(rig.choice.takingUsers()).containsExactlyInAnyOrder("vpn-node-a", "vpn-node-b");
        until(() -> told("vpn-node-a").size() == 4);
        assertThat(told("vpn-node-a"))
                .containsExactly(
                        "{\"health\": \"UP\"}",
                        "{\"health\": \"SUSPECT\"}",
                        "{\"health\": \"DOWN\"}",
                        "{\"health\": \"UP\"}");
    }

    private List<String> told(String node) {
        return rig.database.feed().after(0, Set.of(Nodes.HEALTH_TOPIC), 100).stream()
                .filter(entry -> entry.key().equals(node))
                .map(FeedEntry::json)
                .map(json -> json.replace(":\"", ": \""))
                .toList();
    }

    @Test
    void noVerdictBeforeSomebodyHasListenedForLongEnough() throws Exception {
        rig.live("vpn-node-a");
        rig.live("vpn-node-b");
        rig.time.pass(Duration.ofHours(1));
        pass(Duration.ofSeconds(150));
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.UP);
        assertThat(rig.choice.takingUsers()).as("silent, though not judged").isEmpty();

        rig.time.pass(Duration.ofSeconds(60)); // Nobody swept: no host was there.
        pass(Duration.ofSeconds(125));
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.UP);
    }

    @Test
    void aHostThatHasJustStartedGivesNoVerdictWhileAnotherDoes() throws Exception {
        rig.live("vpn-node-a");
        listenForAWhile("vpn-node-a");
        pass(Duration.ofSeconds(50));
        rig.time.pass(Duration.ofSeconds(25));
        Sweeper fresh = new Sweeper(rig.nodes, rig.time.clock());
        fresh.run();
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.UP);
        first.run();
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.SUSPECT);
    }

    @Test
    void whereManyFallSilentTogetherNobodyIsJudgedAndAllHostsSaySo() throws Exception {
        String[] all = {"vpn-node-a", "vpn-node-b", "vpn-node-c", "vpn-node-d", "vpn-node-e"};
        for (String node : all) {
            rig.live(node);
        }
        listenForAWhile(all);
        SilenceAlarm alarm = new SilenceAlarm(rig.nodes, rig.database.feed());
        try {
            pass(Duration.ofSeconds(300), "vpn-node-a", "vpn-node-b", "vpn-node-c");
            assertThat(health("vpn-node-d")).isEqualTo(NodeHealth.UP);
            assertThat(rig.choice.takingUsers()).doesNotContain("vpn-node-d", "vpn-node-e");
            assertThat(rig.fleet.alarm().map(Watch.Alarm::nodes)).contains(2);
            until(() -> alarm.health().status() == Health.Status.DEGRADED);
            assertThat(alarm.health().detail()).startsWith("2 nodes fell silent within a minute");

            // A person says of one that its silence is real; so the other one is alone.
            rig.registrations.setState("vpn-node-d", State.DRAINING);
            pass(Duration.ofSeconds(25), "vpn-node-a", "vpn-node-b", "vpn-node-c");
            assertThat(health("vpn-node-d")).isEqualTo(NodeHealth.DOWN);
            assertThat(rig.fleet.alarm()).isEqualTo(Optional.empty());
            until(() -> alarm.health().equals(Health.working()));
        } finally {
            alarm.close();
        }
    }

    @Test
    void oneSweepsAtATimeAndABeatMeanwhileWins() throws Exception {
        rig.live("vpn-node-a");
        listenForAWhile("vpn-node-a");
        pass(Duration.ofSeconds(50));
        rig.time.pass(Duration.ofSeconds(25));
        rig.nodes.write(
                sweeping -> {
                    assertThat(new WatchStore().lock(sweeping)).isPresent();
                    CompletableFuture.runAsync(second::run).join();
                    return true;
                });
        assertThat(health("vpn-node-a"))
                .as("the second one found it taken")
                .isEqualTo(NodeHealth.UP);
        second.run();
        assertThat(health("vpn-node-a")).isEqualTo(NodeHealth.SUSPECT);
    }
}
