// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Peer;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.Agent.Identity;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Capabilities;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;
import org.tuttlenetwork.lightweb.nodes.rest.AdministratorNodeResource;
import org.tuttlenetwork.lightweb.nodes.rest.NodeResource;
import org.tuttlenetwork.lightweb.nodes.store.BeatStore.Told;
import org.tuttlenetwork.lightweb.nodes.store.EnrolmentStore.Enrolment;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.pki.PkiService;
import org.tuttlenetwork.lightweb.web.NodesHost;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The nodes' room and the PKI on a real PostgreSQL; the law and NetBird's keys are faked. */
public final class NodesRig implements AutoCloseable {
    static final String NODE = "vpn-node-1984-is";
    static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    final TestDatabase database = TestDatabase.start();
    final Database nodes = database.unit("nodes", List.of(), Enrolments.class);
    final Time time = new Time();
    final Admission admission = new EveryPool();
    final PkiService pki;
    final Enrolments enrolments;
    final Renewals renewals;
    final Registrations registrations = new Registrations(nodes);
    final Configurations configurations = new Configurations(nodes);
    final Beats beats = new Beats(nodes, Duration.ofHours(1));
    final ConfigWaiters waiters = new ConfigWaiters(database.feed());
    final Fleet fleet;
    final NodeChoice choice;
    final CertifiedNodes certified;

    NodesRig(Path folder) {
        Clock clock = time.clock();
        pki =
                new PkiService(
                        folder.resolve("master.key"),
                        List.of("localhost", "127.0.0.1"),
                        database.unit("pki", List.of(), PkiService.class),
                        true,
                        clock);
        enrolments =
                new Enrolments(
                        defaults(NodesConfig.class),
                        nodes,
                        pki,
                        admission,
                        (name, group, _) -> "key of " + name + " in " + group,
                        clock);
        renewals = new Renewals(nodes, pki, clock);
        fleet = new Fleet(nodes, admission, beats, clock);
        choice = new NodeChoice(defaults(NodesConfig.class), fleet);
        certified = new CertifiedNodes(pki, fleet);
    }

    static <A extends Annotation> A defaults(Class<A> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> method.getDefaultValue()));
    }

    String permit(String name) {
        return enrolments
                .permit(
                        new Caller(new UserId("ada"), Set.of(RoleKey.ADMINISTRATOR)),
                        new Enrolment(
                                name,
                                "IS",
                                "1984 ehf.",
                                Set.of(PoolId.BALANCED, PoolId.STEALTH),
                                Capabilities.NONE,
                                time.now().plus(Duration.ofMinutes(30))))
                .token();
    }

    /** A node that is enrolled with these keys. */
    X509Certificate enrol(String name, KeyPair keys) throws Exception {
        return certificate(enrolments.enrol(permit(name), request(keys)));
    }

    /** Enrols a node: what its agent offers. */
    Identity identity(String name) throws Exception {
        KeyPair keys = keys("EC");
        return identity(keys, JSON.valueToTree(enrolments.enrol(permit(name), request(keys))));
    }

    /** What an agent offers after an answer with a chain. */
    static Identity identity(KeyPair keys, JsonNode enrolled) throws Exception {
        List<X509Certificate> chain = new ArrayList<>();
        for (JsonNode certificate : enrolled.path("certificateChain")) {
            chain.add(certificate(certificate.asText()));
        }
        return new Identity(keys.getPrivate(), chain);
    }

    /** What the host itself shows, as if a client offered it. */
    Identity serversIdentity() throws Exception {
        KeyStore keys = pki.serverKeys();
        String alias = keys.aliases().nextElement();
        return new Identity(
                (PrivateKey) keys.getKey(alias, pki.keyPassword()),
                Arrays.stream(keys.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList());
    }

    static X509Certificate selfSigned(KeyPair keys, String name) throws Exception {
        X500Name subject = new X500Name("CN=" + name);
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(
                        new JcaX509v3CertificateBuilder(
                                        subject,
                                        BigInteger.ONE,
                                        Date.from(now.minusSeconds(60)),
                                        Date.from(now.plusSeconds(3600)),
                                        subject,
                                        keys.getPublic())
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(keys.getPrivate())));
    }

    /** The body of a renewal that a key signs now. */
    String renewal(String node, KeyPair signer, String csr) throws Exception {
        Instant at = time.now();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(Renewals.signed(node, at, csr));
        return JSON.createObjectNode()
                .put("csr", csr)
                .put("signedAt", at.toString())
                .put("signature", Base64.getEncoder().encodeToString(signature.sign()))
                .toString();
    }

    /** Both listeners, with this room's resources. */
    NodesHost host() {
        return new NodesHost(
                pki,
                certified,
                new NodeResource(
                        defaults(NodesConfig.class),
                        enrolments,
                        renewals,
                        registrations,
                        configurations,
                        fleet,
                        waiters),
                new AdministratorNodeResource(fleet, enrolments, registrations));
    }

    void live(String name) throws Exception {
        enrol(name, keys("EC"));
        registrations.register(name, facts("boot-1"));
        fleet.beat(name, sign("boot-1", 0, 0, 0));
    }

    static Facts facts(String bootId) throws Exception {
        return new Facts(
                wireguardKey(),
                List.of("192.0.2.1:51820"),
                Capabilities.NONE,
                100,
                "0.1.0",
                bootId);
    }

    static SignOfLife sign(String bootId, long applied, int peers, int load) {
        return new SignOfLife(bootId, applied, peers, load, "OK", "");
    }

    /** A beat of now. */
    Told told(String node) {
        return new Told(node, time.now(), sign("boot-1", 0, 0, 0));
    }

    static Peer peer(String key, int number) {
        return new Peer(key, List.of("10.64.1." + number + "/32", "fd7a:7474:6c65:1::9/128"));
    }

    long place(Peer peer) {
        return nodes.write(tx -> choice.place(tx, NODE, peer));
    }

    static String wireguardKey() throws Exception {
        byte[] spki = keys("X25519").getPublic().getEncoded();
        byte[] raw = java.util.Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        return Base64.getEncoder().encodeToString(raw);
    }

    static KeyPair keys(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(256);
        }
        return generator.generateKeyPair();
    }

    static String request(KeyPair keys) throws Exception {
        return request(keys, keys, "CN=somebody else");
    }

    /** A request for one key that another one signs. */
    static String request(KeyPair keys, KeyPair signer, String subject) throws Exception {
        String algorithm =
                switch (signer.getPrivate().getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> "Ed25519";
                };
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Name(subject), keys.getPublic())
                            .build(
                                    new JcaContentSignerBuilder(algorithm)
                                            .build(signer.getPrivate())));
        }
        return text.toString();
    }

    static X509Certificate certificate(Enrolled enrolled) throws Exception {
        return certificate(enrolled.certificateChain().getFirst());
    }

    static X509Certificate certificate(String text) throws Exception {
        byte[] pem = text.getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem));
    }

    @Override
    public void close() {
        try {
            waiters.close();
        } catch (Exception e) {
            throw new IllegalStateException("The waiters could not be closed", e);
        }
        beats.close();
        database.close();
    }

    /** The present, which tests move. */
    static final class Time {
        private volatile Duration ahead = Duration.ZERO;

        Clock clock() {
            return ((InstantSource) this::now).withZone(ZoneOffset.UTC);
        }

        Instant now() {
            return Instant.now().plus(ahead);
        }

        void pass(Duration duration) {
            ahead = ahead.plus(duration);
        }
    }

    private static final class EveryPool implements Admission {
        @Override
        public Set<PoolId> admits(String jurisdiction) {
            return EnumSet.allOf(PoolId.class);
        }

        @Override
        public boolean isAssessed(String jurisdiction) {
            return jurisdiction.equals("IS");
        }
    }
}
