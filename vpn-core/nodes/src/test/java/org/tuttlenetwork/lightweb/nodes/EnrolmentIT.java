// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.nodes.Expect.refused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How a machine becomes a node. */
class EnrolmentIT {
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
}
