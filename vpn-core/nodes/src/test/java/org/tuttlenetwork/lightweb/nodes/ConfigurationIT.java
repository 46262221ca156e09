// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.nodes.Expect.refused;
import static org.tuttlenetwork.lightweb.nodes.Expect.until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Peer;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Change;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What a node is to run, and how it hears of changes. */
class ConfigurationIT {
    private static final String NODE = NodesRig.NODE;

    @TempDir private Path folder;
    private NodesRig rig;

    @BeforeEach
    void start() {
        rig = new NodesRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static final Peer PEER =
            NodesRig.peer("cBVDK7zNwSBh0Nk6TChhPLKNvQwBXzvIdYn2WrTkqnE=", 9);

    @Test
    void changesFollowTheSnapshotUntilTheyAreForgotten() throws Exception {
        rig.live(NODE);
        long empty = rig.configurations.snapshot(NODE).version();
        long placed = rig.place(PEER);
        assertThat(rig.configurations.snapshot(NODE).peers())
                .singleElement()
                .satisfies(peer -> assertThat(peer.addresses()).isEqualTo(PEER.addresses()));
        assertThat(rig.configurations.changes(NODE, empty))
                .containsExactly(new Change(placed, "add", PEER.publicKey(), PEER.addresses()));
        assertThat(rig.place(PEER)).isEqualTo(placed);
        refused(ProblemType.GONE, "whole", () -> rig.configurations.changes(NODE, placed + 1));

        rig.configurations.run();
        assertThat(rig.configurations.changes(NODE, empty)).hasSize(1);
        rig.configurations.run();
        refused(ProblemType.GONE, "whole", () -> rig.configurations.changes(NODE, empty));
        assertThat(rig.configurations.changes(NODE, placed)).isEmpty();
        assertThat(rig.configurations.snapshot(NODE).peers()).hasSize(1);
    }

    @Test
    void anAgentThatWaitsIsWokenByAPlacement() throws Exception {
        rig.live(NODE);
        ConfigWaiters waiters = new ConfigWaiters(rig.database.feed(), 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<List<Change>> waiting =
                    CompletableFuture.supplyAsync(
                            () ->
                                    waiters.await(
                                            NODE,
                                            Duration.ofSeconds(55),
                                            () -> rig.configurations.changes(NODE, 0)),
                            threads);
            until(() -> waiters.waiters() == 1);
            refused(
                    ProblemType.UNAVAILABLE,
                    "wait",
                    () -> waiters.await("vpn-node-b", Duration.ZERO, List::of));
            rig.place(PEER);
            assertThat(waiting.get(20, TimeUnit.SECONDS))
                    .extracting(Change::publicKey)
                    .containsExactly(PEER.publicKey());
            assertThat(waiters.waiters()).isZero();
            rig.nodes.write(
                    tx -> {
                        rig.choice.remove(tx, PEER.publicKey());
                        return true;
                    });
            assertThat(rig.configurations.changes(NODE, 1))
                    .extracting(Change::op)
                    .containsExactly("remove");
        } finally {
            waiters.close();
        }
    }

    @Test
    void whatWaitsEndsWithTheRoom() throws Exception {
        ConfigWaiters waiters = new ConfigWaiters(rig.database.feed(), 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<List<String>> waiting =
                    CompletableFuture.supplyAsync(
                            () -> waiters.await(NODE, Duration.ofSeconds(55), List::of), threads);
            until(() -> waiters.waiters() == 1);
            waiters.close();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void aDrainedNodeTakesNobodyAndANodesKeyIsNoDevices() throws Exception {
        rig.live(NODE);
        String own = rig.choice.listed().getFirst().publicKey();
        refused(ProblemType.INVALID, "device.publicKey", () -> rig.place(NodesRig.peer(own, 1)));
        rig.registrations.setState(NODE, State.DRAINING);
        refused(ProblemType.CONFLICT, "takes no users", () -> rig.place(PEER));
        assertThat(rig.choice.listed()).isEmpty();
    }
}
