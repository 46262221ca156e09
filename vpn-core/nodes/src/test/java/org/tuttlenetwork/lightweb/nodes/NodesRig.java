// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.osgi.framework.BundleContext;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.Fleet.SignOfLife;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;
import org.tuttlenetwork.lightweb.nodes.store.EnrolmentStore.Enrolment;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.pki.PkiConfig;
import org.tuttlenetwork.lightweb.pki.PkiService;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The nodes' room and the PKI on a real PostgreSQL; the law and NetBird's keys are faked. */
final class NodesRig implements AutoCloseable {
    final TestDatabase database = TestDatabase.start();
    final Database nodes = database.unit("nodes", List.of(), Enrolments.class);
    final Time time = new Time();
    final Admission admission = new EveryPool();
    final PkiService pki;
    final Enrolments enrolments;
    final Renewals renewals;
    final Registrations registrations = new Registrations(nodes);
    final Configurations configurations = new Configurations(nodes);
    final Fleet fleet;
    final NodeChoice choice;
    final CertifiedNodes certified;

    NodesRig(Path folder) {
        BundleContext context =
                (BundleContext)
                        Proxy.newProxyInstance(
                                BundleContext.class.getClassLoader(),
                                new Class<?>[] {BundleContext.class},
                                (_, method, arguments) ->
                                        "lightweb.profile".equals(arguments[0])
                                                ? "demo"
                                                : folder.toString());
        pki =
                new PkiService(
                        context,
                        defaults(PkiConfig.class),
                        database.unit("pki", List.of(), PkiService.class));
        Clock clock = time.clock();
        enrolments =
                new Enrolments(
                        defaults(NodesConfig.class),
                        nodes,
                        pki,
                        admission,
                        (name, group, _) -> "key of " + name + " in " + group,
                        clock);
        renewals = new Renewals(nodes, pki, clock);
        fleet = new Fleet(nodes, admission, clock);
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
                                time.now().plus(Duration.ofMinutes(30))))
                .token();
    }

    /** A node that is enrolled with these keys. */
    X509Certificate enrol(String name, KeyPair keys) throws Exception {
        return certificate(enrolments.enrol(permit(name), request(keys)));
    }

    void live(String name) throws Exception {
        enrol(name, keys("EC"));
        registrations.register(name, facts("boot-1"));
        fleet.beat(name, new SignOfLife("boot-1", 0, 0, 0));
    }

    static Facts facts(String bootId) throws Exception {
        return new Facts(
                wireguardKey(), List.of("192.0.2.1:51820"), List.of(), 100, "0.1.0", bootId);
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
        byte[] pem = enrolled.certificateChain().getFirst().getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem));
    }

    @Override
    public void close() {
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
