// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Makes certificates (RFC 5280): P-256 keys, 159-bit random serials, a start that is backdated by
 * five minutes.
 */
final class CertificateMaker {
    /** Under this name every node has its own: {@code <id>.nodes.tuttle.internal}. */
    static final String NODES_DOMAIN = "nodes.tuttle.internal";

    private static final Duration BACKDATED = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;

    CertificateMaker(Clock clock) {
        this.clock = clock;
    }

    /** A new P-256 key pair. */
    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }

    /** A self-signed root that may sign authorities which sign no further ones. */
    Authority root(String name, Duration validity) {
        KeyPair keys = newKeys();
        X500Name subject = new X500Name("CN=" + name);
        Plan plan = new Plan(subject, keys.getPublic(), validity, List.of());
        X509Certificate certificate =
                sign(plan, subject, keys, keys.getPublic(), builder -> authority(builder, 1));
        return new Authority(certificate, keys.getPrivate());
    }

    /** An authority under a root, for one purpose. */
    Authority under(Authority root, String name, Duration validity, KeyPurposeId purpose) {
        KeyPair keys = newKeys();
        Plan plan = new Plan(new X500Name("CN=" + name), keys.getPublic(), validity, List.of());
        X509Certificate certificate =
                sign(
                        plan,
                        subjectOf(root),
                        root,
                        builder -> {
                            authority(builder, 0);
                            builder.addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(purpose));
                            if (purpose.equals(KeyPurposeId.id_kp_clientAuth)) {
                                GeneralSubtree nodes =
                                        new GeneralSubtree(
                                                new GeneralName(GeneralName.dNSName, NODES_DOMAIN));
                                builder.addExtension(
                                        Extension.nameConstraints,
                                        true,
                                        new NameConstraints(new GeneralSubtree[] {nodes}, null));
                            }
                        });
        return new Authority(certificate, keys.getPrivate());
    }

    /** A certificate for an end: subject and names are ours, whatever was asked for. */
    X509Certificate end(
            Authority issuer,
            String name,
            PublicKey key,
            Duration validity,
            KeyPurposeId purpose,
            List<GeneralName> names) {
        Plan plan = new Plan(new X500Name("CN=" + name), key, validity, names);
        return sign(
                plan,
                subjectOf(issuer),
                issuer,
                builder -> {
                    builder.addExtension(
                            Extension.basicConstraints, true, new BasicConstraints(false));
                    builder.addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                    builder.addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
                });
    }

    private X509Certificate sign(Plan plan, X500Name issuer, Authority by, Extensions extensions) {
        return sign(
                plan,
                issuer,
                new KeyPair(by.certificate().getPublicKey(), by.key()),
                by.certificate().getPublicKey(),
                extensions);
    }

    private X509Certificate sign(
            Plan plan, X500Name issuer, KeyPair by, PublicKey authorityKey, Extensions extensions) {
        Instant from = clock.instant().minus(BACKDATED);
        Instant to = clock.instant().plus(plan.validity());
        try {
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(159, RANDOM).setBit(158),
                            Date.from(from),
                            Date.from(to),
                            plan.subject(),
                            plan.key());
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(plan.key()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(authorityKey));
            if (!plan.names().isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(plan.names().toArray(GeneralName[]::new)));
            }
            extensions.add(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(by.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("A certificate could not be made", e);
        }
    }

    private static void authority(X509v3CertificateBuilder builder, int pathLength)
            throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static X500Name subjectOf(Authority authority) {
        return X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
    }

    private record Plan(
            X500Name subject, PublicKey key, Duration validity, List<GeneralName> names) {}

    @FunctionalInterface
    private interface Extensions {
        void add(X509v3CertificateBuilder builder) throws IOException;
    }
}
