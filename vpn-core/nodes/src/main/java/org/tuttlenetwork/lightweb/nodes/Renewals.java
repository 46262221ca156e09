// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Certificates;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Certified;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * New certificates for nodes that have one: over mutual TLS, or up to 30 days after the last one
 * ended by a request that the last certified key signed (DECISIONS 5.4).
 */
@Component(service = Renewals.class)
public final class Renewals {
    static final Duration AFTER_EXPIRY = Duration.ofDays(30);

    /** How far the agent's clock may be from ours. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private final Database database;
    private final Certificates certificates;
    private final Clock clock;
    private final NodeStore store = new NodeStore();

    @Activate
    public Renewals(@Reference Database database, @Reference Certificates certificates) {
        this(database, certificates, Clock.systemUTC());
    }

    Renewals(Database database, Certificates certificates, Clock clock) {
        this.database = database;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Renews for a node that has shown its certificate.
     *
     * @throws LightWebException INVALID for the request
     */
    public Enrolled renew(String nodeId, String csr) {
        return database.write(
                tx -> {
                    NodeRecord _ = store.lock(tx, nodeId).orElseThrow(Rules::unknown);
                    return issue(tx, nodeId, csr, clock.instant());
                });
    }

    /**
     * Renews for a node that shows no certificate, by its signature.
     *
     * @throws LightWebException UNAUTHENTICATED, the same for every node that may not; INVALID for
     *     the request
     */
    public Enrolled renew(String nodeId, String csr, Proof proof) {
        Instant now = clock.instant();
        Rules.require(
                Duration.between(proof.signedAt(), now).abs().compareTo(SKEW) <= 0,
                "signedAt",
                "within 5 minutes of the host's time, " + now);
        return database.write(
                tx -> {
                    boolean known =
                            store.lock(tx, nodeId)
                                    .filter(node -> node.state() != State.REVOKED)
                                    .isPresent();
                    Certified last =
                            store.certified(tx, nodeId)
                                    .filter(_ -> known)
                                    .filter(key -> isSigned(nodeId, csr, proof, key.key()))
                                    .orElseThrow(Renewals::refused);
                    requireTimely(last, proof, now);
                    Enrolled renewed = issue(tx, nodeId, csr, proof.signedAt());
                    Rules.require(
                            !CertifiedKey.of(renewed.certificateChain())
                                    .spki()
                                    .equals(last.key().spki()),
                            "csr",
                            "a new key: not the one that was certified last");
                    return renewed;
                });
    }

    private static void requireTimely(Certified last, Proof proof, Instant now) {
        if (!now.isBefore(last.key().expires().plus(AFTER_EXPIRY))) {
            throw new LightWebException(
                    ProblemType.UNAUTHENTICATED,
                    "The node's certificate ended more than 30 days ago. Ask an administrator for"
                            + " a new enrolment.");
        }
        Rules.require(
                proof.signedAt().isAfter(last.renewedAt()),
                "signedAt",
                "later than in the renewal before: each request is good once");
    }

    private Enrolled issue(Transaction tx, String nodeId, String csr, Instant at) {
        List<String> chain = certificates.issue(nodeId, csr);
        CertifiedKey key = CertifiedKey.of(chain);
        store.certify(tx, nodeId, key, at);
        return Enrolled.of(nodeId, chain, clock.instant(), key);
    }

    private static boolean isSigned(String nodeId, String csr, Proof proof, CertifiedKey key) {
        try {
            PublicKey publicKey = key.publicKey();
            Signature signature = Signature.getInstance(algorithm(publicKey));
            signature.initVerify(publicKey);
            signature.update(signed(nodeId, proof.signedAt(), csr));
            return signature.verify(Base64.getDecoder().decode(proof.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // Not base64, or not a signature of this kind: not signed by this key.
            return false;
        }
    }

    /**
     * What the last certified key signs: bound to its purpose, the node, the moment and the
     * request.
     */
    static byte[] signed(String nodeId, Instant signedAt, String csr) {
        String text =
                "lightweb-node-renewal-v1\n" + nodeId + "\n" + signedAt + "\n" + Sha256.of(csr);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String algorithm(PublicKey key) {
        if (key instanceof ECPublicKey curve) {
            return curve.getParams().getOrder().bitLength() > 256
                    ? "SHA384withECDSA"
                    : "SHA256withECDSA";
        }
        return "Ed25519";
    }

    private static LightWebException refused() {
        return new LightWebException(
                ProblemType.UNAUTHENTICATED,
                "signature: not one of the key that was certified last for this node, or the node"
                        + " is revoked or unknown.");
    }

    /**
     * What stands for a certificate.
     *
     * @param signedAt when the agent signed, in UTC
     * @param signature base64, ASN.1 for ECDSA, by the last certified key over {@code
     *     "lightweb-node-renewal-v1\n" + id + "\n" + signedAt + "\n" + hex(SHA-256(csr))}
     */
    public record Proof(Instant signedAt, String signature) {}
}
