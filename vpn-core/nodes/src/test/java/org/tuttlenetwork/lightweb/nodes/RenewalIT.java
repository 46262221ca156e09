// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.nodes.Expect.refused;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Certificates: who speaks, and how a new one is had. */
class RenewalIT {
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
}
