// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A key that a certificate was issued for.
 *
 * @param spki its SubjectPublicKeyInfo (RFC 5280 4.1.2.7), base64 of DER
 * @param algorithm EC or EdDSA, as Java names it
 * @param expires when the certificate ends
 */
public record CertifiedKey(String spki, String algorithm, Instant expires) {
    /** The key of the first certificate of a chain in PEM that was issued here. */
    static CertifiedKey of(List<String> chain) {
        byte[] pem = chain.getFirst().getBytes(StandardCharsets.US_ASCII);
        try {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(pem));
            return new CertifiedKey(
                    spki(certificate.getPublicKey()),
                    certificate.getPublicKey().getAlgorithm(),
                    certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            throw new IllegalStateException("A certificate that was issued cannot be read", e);
        }
    }

    static String spki(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** The key, for verifying. */
    PublicKey publicKey() throws GeneralSecurityException {
        return java.security.KeyFactory.getInstance(algorithm)
                .generatePublic(
                        new java.security.spec.X509EncodedKeySpec(
                                Base64.getDecoder().decode(spki)));
    }
}
