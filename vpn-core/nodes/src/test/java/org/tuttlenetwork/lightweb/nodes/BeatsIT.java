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
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.nodes.store.BeatStore.Told;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How signs of life reach PostgreSQL. */
class BeatsIT {
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

    @Test
    void manyGoInOneTransaction() throws Exception {
        List<String> nodes = IntStream.range(0, 12).mapToObj(n -> "vpn-node-" + n).toList();
        for (String node : nodes) {
            rig.live(node);
        }
        Counting counting = new Counting(rig.nodes);
        Beats beats = new Beats(counting, Duration.ofHours(1));
        try {
            rig.time.pass(Duration.ofSeconds(30));
            nodes.forEach(node -> beats.add(rig.told(node)));
            nodes.forEach(node -> beats.add(rig.told(node)));
            assertThat(beats.waiting()).isEqualTo(12);
            beats.bring();
            assertThat(counting.writes).hasValue(1);
            beats.bring();
            assertThat(counting.writes).as("nothing waits").hasValue(1);
            assertThat(rig.fleet.all())
                    .allSatisfy(
                            known ->
                                    assertThat(heard(known))
                                            .isAfter(rig.time.now().minusSeconds(20)));
        } finally {
            beats.close();
        }
    }

    private static Instant heard(Fleet.Known known) {
        return known.node().beat().orElseThrow().at();
    }

    @Test
    void hostsBringAtOnceAndTheLatestStands() throws Exception {
        List<String> nodes = IntStream.range(0, 8).mapToObj(n -> "vpn-node-" + n).toList();
        for (String node : nodes) {
            rig.live(node);
        }
        Instant now = rig.time.now().plusSeconds(60);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> hosts =
                    IntStream.range(0, 6)
                            .mapToObj(
                                    host ->
                                            CompletableFuture.runAsync(
                                                    () -> bringAsHost(nodes, now, host), threads))
                            .toList();
            hosts.forEach(CompletableFuture::join);
        }
        assertThat(rig.fleet.all())
                .extracting(known -> known.node().beat().orElseThrow().peers())
                .containsOnly(5);
    }

    private void bringAsHost(List<String> nodes, Instant now, int host) {
        Beats beats = new Beats(rig.nodes, Duration.ofHours(1));
        (host % 2 == 0 ? nodes : nodes.reversed())
                .forEach(
                        node ->
                                beats.add(
                                        new Told(
                                                node,
                                                now.plusMillis(host),
                                                NodesRig.sign("boot-1", 0, host, 0))));
        beats.close();
    }

    @Test
    void theTimerBringsThemAndAFailureLosesNone() throws Exception {
        rig.live(NODE);
        Counting failing = new Counting(rig.nodes);
        failing.failures.set(2);
        Beats beats = new Beats(failing, Duration.ofMillis(20));
        try {
            rig.time.pass(Duration.ofSeconds(30));
            Told told = rig.told(NODE);
            beats.add(told);
            until(
                    () ->
                            !heard(rig.fleet.find(NODE).orElseThrow())
                                    .isBefore(told.at().minusMillis(1)));
            assertThat(failing.writes).hasValueGreaterThanOrEqualTo(3);
            failing.failures.set(1);
            beats.add(rig.told(NODE));
            until(() -> failing.failures.get() == 0 && beats.waiting() == 0);
        } finally {
            beats.close();
        }
    }

    @Test
    void anAppliedChangeIsStoredAtOnceAndPlainBeatsWait() throws Exception {
        rig.live(NODE);
        long version = rig.place(NodesRig.peer("cBVDK7zNwSBh0Nk6TChhPLKNvQwBXzvIdYn2WrTkqnE=", 9));
        rig.fleet.beat(NODE, NodesRig.sign("boot-1", version, 1, 10));
        assertThat(rig.choice.appliedVersion(NODE)).isEqualTo(version);
        assertThat(rig.beats.waiting()).isZero();
        rig.fleet.beat(NODE, NodesRig.sign("boot-1", version, 1, 20));
        assertThat(rig.beats.waiting()).isEqualTo(1);
    }

    @Test
    void driftShowsInTheHashOfThePeers() throws Exception {
        rig.live(NODE);
        long version = rig.place(NodesRig.peer("cBVDK7zNwSBh0Nk6TChhPLKNvQwBXzvIdYn2WrTkqnE=", 9));
        String hash = PeerSetHash.of(rig.configurations.snapshot(NODE).peers());
        assertThat(driftsWith(version, hash)).isFalse();
        assertThat(driftsWith(version, "0".repeat(64))).isTrue();
        assertThat(driftsWith(version, "")).isFalse();
        assertThat(PeerSetHash.of(List.of())).isEqualTo("0".repeat(64));
        refused(ProblemType.INVALID, "peerSetHash", () -> driftsWith(version, "xyz"));
        refused(
                ProblemType.INVALID,
                "status",
                () -> rig.fleet.beat(NODE, new SignOfLife("", version, 0, 0, "a b", "")));
    }

    private boolean driftsWith(long version, String hash) {
        rig.fleet.beat(NODE, new SignOfLife("boot-1", version, 1, 0, "OK", hash));
        rig.beats.bring();
        return rig.fleet.hasDrifted(rig.fleet.find(NODE).orElseThrow().node());
    }

    /** Counts transactions that write, and lets some of them fail. */
    private static final class Counting implements Database {
        final AtomicInteger writes = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();
        private final Database real;

        Counting(Database real) {
            this.real = real;
        }

        @Override
        public <T> T write(Work<T> work) {
            writes.incrementAndGet();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new LightWebException(ProblemType.UNAVAILABLE, "The database is away.");
            }
            return real.write(work);
        }

        @Override
        public <T> T read(Work<T> work) {
            return real.read(work);
        }
    }
}
