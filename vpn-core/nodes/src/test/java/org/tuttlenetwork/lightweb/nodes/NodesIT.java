// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Peer;
import org.tuttlenetwork.lightweb.nodes.Fleet.SignOfLife;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Change;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class NodesIT {
    private static final String NODE = "vpn-node-1984-is";
    private static final Peer PEER = peer("cBVDK7zNwSBh0Nk6TChhPLKNvQwBXzvIdYn2WrTkqnE=", 9);

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

    private static Peer peer(String key, int number) {
        return new Peer(key, List.of("10.64.1." + number + "/32", "fd7a:7474:6c65:1::9/128"));
    }

    private static void refused(ProblemType type, String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(type);
                            if (type == ProblemType.INVALID) {
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly(field);
                            } else {
                                assertThat(e.detail()).contains(field);
                            }
                        });
    }

    // Enrolment

    @Test
    void aTokenIsGoodOnceAndForAnHourAtMost() throws Exception {
        String csr = NodesRig.request(NodesRig.keys("EC"));
        String token = rig.permit(NODE);
        refused(ProblemType.UNAUTHENTICATED, "token", () -> rig.enrolments.enrol(token + "x", csr));
        assertThat(rig.enrolments.enrol(token, csr).nodeId()).isEqualTo(NODE);
        refused(ProblemType.UNAUTHENTICATED, "token", () -> rig.enrolments.enrol(token, csr));
        String late = rig.permit("vpn-node-late");
        rig.time.pass(Duration.ofMinutes(31));
        refused(ProblemType.UNAUTHENTICATED, "token", () -> rig.enrolments.enrol(late, csr));
    }

    @Test
    void ofTwoThatEnrolAtOnceOneGetsTheNode() throws Exception {
        String token = rig.permit(NODE);
        String csr = NodesRig.request(NodesRig.keys("EC"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> outcomes =
                    java.util.stream.IntStream.range(0, 8)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                            () -> rig.enrolments.enrol(token, csr),
                                                            threads)
                                                    .handle((_, error) -> error == null))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(outcomes).containsOnlyOnce(true);
        }
    }

    @Test
    void aRequestThatBreaksARuleLeavesTheTokenGood() throws Exception {
        String token = rig.permit(NODE);
        KeyPair keys = NodesRig.keys("EC");
        KeyPair others = NodesRig.keys("EC");
        List<String> bad =
                List.of(
                        "",
                        "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE"
                                + " REQUEST-----",
                        NodesRig.request(NodesRig.keys("RSA")),
                        NodesRig.request(keys, others, "CN=x"),
                        NodesRig.request(keys) + " ".repeat(9000));
        for (String csr : bad) {
            refused(ProblemType.INVALID, "csr", () -> rig.enrolments.enrol(token, csr));
        }
        Enrolled enrolled =
                rig.enrolments.enrol(
                        token, NodesRig.request(keys, keys, "CN=vpn-node-other,O=root"));
        X509Certificate certificate = NodesRig.certificate(enrolled);
        assertThat(rig.certified.node(List.of(certificate))).contains(NODE);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + NODE);
        assertThat(Duration.between(rig.time.now(), enrolled.renewAfter()))
                .isBetween(Duration.ofHours(15), Duration.ofHours(16));
    }

    @Test
    void ed25519EnrolsToo() throws Exception {
        X509Certificate certificate = rig.enrol(NODE, NodesRig.keys("Ed25519"));
        assertThat(rig.certified.node(List.of(certificate))).contains(NODE);
    }

    @Test
    void aNameIsNeverGivenOutAgain() {
        rig.permit(NODE);
        refused(ProblemType.CONFLICT, NODE, () -> rig.permit(NODE));
        refused(ProblemType.INVALID, "name", () -> rig.permit("Bad Name"));
    }

    // Registration

    @Test
    void registeringTheSameAgainChangesNothing() throws Exception {
        rig.enrol(NODE, NodesRig.keys("EC"));
        Facts facts = NodesRig.facts("boot-1");
        NodeRecord first = rig.registrations.register(NODE, facts);
        assertThat(first.state()).isEqualTo(State.REGISTERED);
        assertThat(rig.registrations.register(NODE, facts)).isEqualTo(first);
        awaitFeed(Nodes.TOPIC, 1);
        refused(
                ProblemType.NOT_FOUND,
                "node",
                () -> rig.registrations.register("vpn-node-none", facts));
    }

    @Test
    void aKeyBelongsToOneNode() throws Exception {
        rig.enrol(NODE, NodesRig.keys("EC"));
        rig.enrol("vpn-node-b", NodesRig.keys("EC"));
        Facts facts = NodesRig.facts("boot-1");
        rig.registrations.register(NODE, facts);
        refused(
                ProblemType.CONFLICT,
                "wireguardPublicKey",
                () -> rig.registrations.register("vpn-node-b", facts));
    }

    @Test
    void whatAnAgentSaysIsCheckedByRule() throws Exception {
        rig.enrol(NODE, NodesRig.keys("EC"));
        Facts good = NodesRig.facts("boot-1");
        for (String endpoint : List.of("node.example.org:51820", "192.0.2.1:0", "2001:db8::1:1")) {
            refused(
                    ProblemType.INVALID,
                    "endpoints",
                    () ->
                            rig.registrations.register(
                                    NODE, with(good.publicKey(), List.of(endpoint), "b")));
        }
        refused(
                ProblemType.INVALID,
                "wireguardPublicKey",
                () ->
                        rig.registrations.register(
                                NODE, with("A".repeat(43) + "=", good.endpoints(), "b")));
        refused(
                ProblemType.INVALID,
                "bootId",
                () ->
                        rig.registrations.register(
                                NODE, with(good.publicKey(), good.endpoints(), "\n")));
    }

    private static Facts with(String key, List<String> endpoints, String bootId) {
        return new Facts(key, endpoints, List.of(), 100, "0.1.0", bootId);
    }

    // Configuration

    @Test
    void changesFollowTheSnapshotUntilTheyAreForgotten() throws Exception {
        rig.live(NODE);
        long empty = rig.configurations.snapshot(NODE).version();
        long placed = place(PEER);
        assertThat(rig.configurations.snapshot(NODE).peers())
                .singleElement()
                .satisfies(peer -> assertThat(peer.addresses()).isEqualTo(PEER.addresses()));
        assertThat(rig.configurations.changes(NODE, empty))
                .containsExactly(new Change(placed, "add", PEER.publicKey(), PEER.addresses()));
        assertThat(place(PEER)).isEqualTo(placed);
        refused(ProblemType.GONE, "whole", () -> rig.configurations.changes(NODE, placed + 1));

        rig.configurations.run();
        assertThat(rig.configurations.changes(NODE, empty)).hasSize(1);
        rig.configurations.run();
        refused(ProblemType.GONE, "whole", () -> rig.configurations.changes(NODE, empty));
        assertThat(rig.configurations.changes(NODE, placed)).isEmpty();
        assertThat(rig.configurations.snapshot(NODE).peers()).hasSize(1);
    }

    private long place(Peer peer) {
        return rig.nodes.write(tx -> rig.choice.place(tx, NODE, peer));
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
            place(PEER);
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
        refused(ProblemType.INVALID, "device.publicKey", () -> place(peer(own, 1)));
        rig.registrations.setState(NODE, State.DRAINING);
        refused(ProblemType.CONFLICT, "takes no users", () -> place(PEER));
        assertThat(rig.choice.listed()).isEmpty();
    }

    // Health

    @Test
    void anotherBootBeginsAnew() throws Exception {
        rig.live(NODE);
        long version = place(PEER);
        rig.fleet.beat(NODE, new SignOfLife("boot-1", version, 1, 10));
        assertThat(rig.choice.appliedVersion(NODE)).isEqualTo(version);
        rig.fleet.beat(NODE, new SignOfLife("boot-2", 0, 0, 0));
        assertThat(rig.choice.appliedVersion(NODE)).isZero();
        refused(
                ProblemType.INVALID,
                "appliedVersion",
                () -> rig.fleet.beat(NODE, new SignOfLife("boot-2", version + 1, 0, 0)));
        refused(
                ProblemType.INVALID,
                "load",
                () -> rig.fleet.beat(NODE, new SignOfLife("boot-2", 0, 0, 101)));
    }

    @Test
    void aSilentNodeIsNotChosen() throws Exception {
        rig.live(NODE);
        Nodes.Wish any = new Nodes.Wish(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(rig.choice.pick(any)).isPresent();
        assertThat(rig.choice.takingUsers()).containsExactly(NODE);
        rig.time.pass(Duration.ofSeconds(80));
        assertThat(rig.choice.pick(any)).isEmpty();
        assertThat(rig.choice.takingUsers()).isEmpty();
    }

    // Certificates

    @Test
    void aRevokedNodeSpeaksNoMoreAndRenewsNoMore() throws Exception {
        KeyPair keys = NodesRig.keys("EC");
        X509Certificate certificate = rig.enrol(NODE, keys);
        rig.registrations.setState(NODE, State.REVOKED);
        assertThat(rig.certified.node(List.of(certificate))).isEmpty();
        String csr = NodesRig.request(NodesRig.keys("EC"));
        Renewals.Proof proof = proof(keys, csr, rig.time.now());
        refused(ProblemType.UNAUTHENTICATED, "revoked", () -> rig.renewals.renew(NODE, csr, proof));
    }

    @Test
    void aKeySpeaksUntilTwoNewerOnesAreCertified() throws Exception {
        X509Certificate first = rig.enrol(NODE, NodesRig.keys("EC"));
        X509Certificate second = renewed();
        assertThat(rig.certified.node(List.of(first))).contains(NODE);
        X509Certificate third = renewed();
        assertThat(rig.certified.node(List.of(first))).isEmpty();
        assertThat(rig.certified.node(List.of(second))).contains(NODE);
        assertThat(rig.certified.node(List.of(third))).contains(NODE);
    }

    private X509Certificate renewed() throws Exception {
        return NodesRig.certificate(
                rig.renewals.renew(NODE, NodesRig.request(NodesRig.keys("EC"))));
    }

    @Test
    void upTo30DaysAfterItsEndTheLastKeyRenewsOnce() throws Exception {
        for (String kind : List.of("EC", "Ed25519")) {
            String node = "vpn-node-" + kind.toLowerCase(java.util.Locale.ROOT);
            KeyPair last = NodesRig.keys(kind);
            rig.enrol(node, last);
            String csr = NodesRig.request(NodesRig.keys("EC"));
            Instant at = rig.time.now().plus(Duration.ofDays(10));
            rig.time.pass(Duration.ofDays(10));
            Renewals.Proof proof = proof(node, last, csr, at);
            X509Certificate certificate =
                    NodesRig.certificate(rig.renewals.renew(node, csr, proof));
            assertThat(rig.certified.node(List.of(certificate))).contains(node);
            refused(
                    ProblemType.UNAUTHENTICATED,
                    "signature",
                    () -> rig.renewals.renew(node, csr, proof));
        }
    }

    @Test
    void aRenewalIsBoundToNodeMomentRequestAndKey() throws Exception {
        KeyPair last = NodesRig.keys("EC");
        rig.enrol(NODE, last);
        rig.enrol("vpn-node-b", NodesRig.keys("EC"));
        rig.time.pass(Duration.ofDays(2));
        Instant now = rig.time.now();
        String csr = NodesRig.request(NodesRig.keys("EC"));
        Renewals.Proof good = proof(last, csr, now);
        String other = NodesRig.request(NodesRig.keys("EC"));
        for (ThrowingCallable attack :
                List.<ThrowingCallable>of(
                        () -> rig.renewals.renew("vpn-node-b", csr, good),
                        () -> rig.renewals.renew("vpn-node-none", csr, good),
                        () -> rig.renewals.renew(NODE, other, good),
                        () -> rig.renewals.renew(NODE, csr, proof(NodesRig.keys("EC"), csr, now)),
                        () ->
                                rig.renewals.renew(
                                        NODE,
                                        csr,
                                        new Renewals.Proof(now.plusSeconds(1), good.signature())),
                        () ->
                                rig.renewals.renew(
                                        NODE, csr, new Renewals.Proof(now, "no base64")))) {
            refused(ProblemType.UNAUTHENTICATED, "signature", attack);
        }
        String same = NodesRig.request(last);
        refused(
                ProblemType.INVALID,
                "csr",
                () -> rig.renewals.renew(NODE, same, proof(last, same, now)));
        Instant stale = now.minus(Duration.ofMinutes(6));
        refused(
                ProblemType.INVALID,
                "signedAt",
                () -> rig.renewals.renew(NODE, csr, proof(last, csr, stale)));
        assertThat(rig.renewals.renew(NODE, csr, good).nodeId()).isEqualTo(NODE);
    }

    @Test
    void after30DaysANodeEnrolsAnew() throws Exception {
        KeyPair last = NodesRig.keys("EC");
        rig.enrol(NODE, last);
        rig.time.pass(Duration.ofDays(31).plusMinutes(1));
        String csr = NodesRig.request(NodesRig.keys("EC"));
        refused(
                ProblemType.UNAUTHENTICATED,
                "30 days",
                () -> rig.renewals.renew(NODE, csr, proof(last, csr, rig.time.now())));
    }

    private static Renewals.Proof proof(KeyPair keys, String csr, Instant at) throws Exception {
        return proof(NODE, keys, csr, at);
    }

    private static Renewals.Proof proof(String node, KeyPair keys, String csr, Instant at)
            throws Exception {
        boolean curve = keys.getPrivate().getAlgorithm().equals("EC");
        Signature signature = Signature.getInstance(curve ? "SHA256withECDSA" : "Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(Renewals.signed(node, at, csr));
        return new Renewals.Proof(at, Base64.getEncoder().encodeToString(signature.sign()));
    }

    private void awaitFeed(String topic, int entries) throws InterruptedException {
        until(() -> rig.database.feed().after(0, java.util.Set.of(topic), 100).size() == entries);
    }

    private static void until(java.util.function.BooleanSupplier reached)
            throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come to that within 20 seconds");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
