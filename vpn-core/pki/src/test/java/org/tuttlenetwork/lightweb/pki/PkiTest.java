// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

class PkiTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final CertificateMaker MAKER = new CertificateMaker(CLOCK);
    private static final Authorities AUTHORITIES = authorities();

    private final Pki pki = new Pki(AUTHORITIES, CLOCK);

    @Test
    void issuesACertificateForADayUnderTheNodesName() throws Exception {
        X509Certificate certificate = issue("vpn-node-1984-is", request("EC", "SHA256withECDSA"));
        assertThat(pki.identify(List.of(certificate))).contains("vpn-node-1984-is");
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(certificate.getNotBefore().toInstant())
                .isEqualTo(NOW.minus(Duration.ofMinutes(5)));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(159);
    }

    @Test
    void takesNothingFromTheRequestButTheKey() throws Exception {
        X509Certificate certificate = issue("vpn-node-a", request("Ed25519", "Ed25519"));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=vpn-node-a");
    }

    @Test
    void refusesAKeyOfAnotherKind() {
        assertThatExceptionOfType(LightWebException.class)
                .isThrownBy(() -> pki.issue("vpn-node-a", request("RSA", "SHA256withRSA")))
                .withMessageContaining("P-256, P-384 or Ed25519");
    }

    @Test
    void refusesARequestThatItsKeyDidNotSign() throws Exception {
        KeyPair named = keys("EC");
        KeyPair signing = keys("EC");
        assertThatExceptionOfType(LightWebException.class)
                .isThrownBy(
                        () -> pki.issue("vpn-node-a", request(named, signing, "SHA256withECDSA")))
                .withMessageContaining("signed by its own key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"
            })
    void refusesWhatIsNoRequest(String text) {
        assertThatExceptionOfType(LightWebException.class)
                .isThrownBy(() -> pki.issue("vpn-node-a", text))
                .withMessageContaining("PKCS #10");
    }

    @Test
    void knowsNoNodeInACertificateOfTheServerCa() {
        X509Certificate server =
                MAKER.end(
                        AUTHORITIES.server(),
                        "core-services",
                        CertificateMaker.newKeys().getPublic(),
                        Duration.ofDays(1),
                        KeyPurposeId.id_kp_serverAuth,
                        List.of(
                                new GeneralName(
                                        GeneralName.dNSName,
                                        "vpn-node-a." + CertificateMaker.NODES_DOMAIN)));
        assertThat(pki.identify(List.of(server))).isEmpty();
    }

    @Test
    void knowsNoNodeInAForeignCertificateWithTheSameNames() throws Exception {
        Pki foreign = new Pki(authorities(), CLOCK);
        X509Certificate certificate =
                parse(foreign.issue("vpn-node-a", request("EC", "SHA256withECDSA")).getFirst());
        assertThat(pki.identify(List.of(certificate))).isEmpty();
    }

    @Test
    void knowsNoNodeInAnExpiredCertificate() throws Exception {
        X509Certificate certificate = issue("vpn-node-a", request("EC", "SHA256withECDSA"));
        Pki later = new Pki(AUTHORITIES, Clock.fixed(NOW.plus(Duration.ofDays(2)), ZoneOffset.UTC));
        assertThat(later.identify(List.of(certificate))).isEmpty();
    }

    private X509Certificate issue(String nodeId, String csr) throws Exception {
        return parse(pki.issue(nodeId, csr).getFirst());
    }

    private static Authorities authorities() {
        Authority root = MAKER.root("Test Root", Duration.ofDays(10));
        return new Authorities(
                root,
                MAKER.under(root, "Nodes", Duration.ofDays(9), KeyPurposeId.id_kp_clientAuth),
                MAKER.under(root, "Server", Duration.ofDays(9), KeyPurposeId.id_kp_serverAuth));
    }

    private static KeyPair keys(String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("EC")) {
            generator.initialize(256);
        }
        return generator.generateKeyPair();
    }

    private static String request(String kind, String algorithm) throws Exception {
        KeyPair keys = keys(kind);
        return request(keys, keys, algorithm);
    }

    private static String request(KeyPair named, KeyPair signing, String algorithm)
            throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Name("CN=somebody-else"), named.getPublic())
                            .build(
                                    new JcaContentSignerBuilder(algorithm)
                                            .build(signing.getPrivate())));
        }
        return text.toString();
    }

    private static X509Certificate parse(String pem) throws Exception {
        try (PEMParser parser = new PEMParser(new java.io.StringReader(pem))) {
            return new JcaX509CertificateConverter()
                    .getCertificate((X509CertificateHolder) parser.readObject());
        }
    }
}
