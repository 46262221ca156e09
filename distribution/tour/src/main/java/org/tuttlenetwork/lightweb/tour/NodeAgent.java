// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import com.fasterxml.jackson.databind.JsonNode;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.tuttlenetwork.lightweb.cli.HostClient;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the agent on a node does at its birth: keys that never leave it, a CSR, a pinned root,
 * mutual TLS.
 */
final class NodeAgent {
    private final KeyPair keys;
    private final Certificate root;

    /**
     * @param rootPem the root as the host shows it
     * @param pinned the SHA-256 that came with the enrolment
     */
    NodeAgent(String rootPem, String pinned) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.keys = generator.generateKeyPair();
        this.root = certificates(rootPem).getFirst();
        String actual =
                HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(root.getEncoded()));
        Walk.require(
                actual.equals(pinned),
                "The root that the host shows is not the one that was pinned");
    }

    /** A signing request for the agent's key, in PEM. */
    String request() throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Name("CN=agent"), keys.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate())));
        }
        return text.toString();
    }

    /** The host's listener for nodes, without a certificate of one's own. */
    HostClient stranger(String url) throws Exception {
        return client(url, null);
    }

    /** The host's listener for nodes, with the certificates that enrolment gave. */
    HostClient enrolled(String url, JsonNode chain) throws Exception {
        List<Certificate> certificates = new ArrayList<>();
        for (JsonNode pem : chain) {
            certificates.addAll(certificates(pem.asText()));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "node", keys.getPrivate(), new char[0], certificates.toArray(Certificate[]::new));
        return client(url, store);
    }

    private HostClient client(String url, @org.jspecify.annotations.Nullable KeyStore own)
            throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", root);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory identity =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(own, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLSv1.3");
        tls.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
        return new HostClient(http, url, "");
    }

    private static List<Certificate> certificates(String pem) throws Exception {
        return List.copyOf(
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    }
}
