// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Certificates;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs and recognises nodes' certificates. */
final class Pki implements Certificates {
    /** How long a node's certificate is good: renewed at two thirds (DECISIONS 5.4). */
    static final Duration NODE_VALIDITY = Duration.ofHours(24);

    private static final int GENERAL_NAME_DNS = 2;
    private static final Pattern NODE_ID = Pattern.compile("[a-z0-9-]{3,40}");
    private static final Pattern NODE_NAME =
            Pattern.compile("([a-z0-9-]{3,40})\\." + Pattern.quote(CertificateMaker.NODES_DOMAIN));

    private final Authorities authorities;
    private final CertificateMaker maker;
    private final Clock clock;

    Pki(Authorities authorities, Clock clock) {
        this.authorities = authorities;
        this.maker = new CertificateMaker(clock);
        this.clock = clock;
    }

    @Override
    public List<String> issue(String nodeId, String csr) {
        if (!NODE_ID.matcher(nodeId).matches()) {
            throw LightWebException.invalid("nodeId", "3 to 40 of a-z, 0-9 and -");
        }
        PublicKey key = SigningRequest.key(csr);
        List<GeneralName> names =
                List.of(
                        new GeneralName(
                                GeneralName.dNSName, nodeId + "." + CertificateMaker.NODES_DOMAIN),
                        new GeneralName(
                                GeneralName.uniformResourceIdentifier,
                                "spiffe://tuttle/node/" + nodeId));
        X509Certificate certificate =
                maker.end(
                        authorities.nodes(),
                        nodeId,
                        key,
                        NODE_VALIDITY,
                        KeyPurposeId.id_kp_clientAuth,
                        names);
        return List.of(pem(certificate), pem(authorities.nodes().certificate()));
    }

    @Override
    public Optional<String> identify(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate certificate = chain.getFirst();
        try {
            certificate.verify(authorities.nodes().certificate().getPublicKey());
            certificate.checkValidity(Date.from(clock.instant()));
            List<String> purposes = certificate.getExtendedKeyUsage();
            boolean client =
                    purposes != null && purposes.contains(KeyPurposeId.id_kp_clientAuth.getId());
            return client ? nodeName(certificate) : Optional.empty();
        } catch (GeneralSecurityException _) {
            // Not signed by the Nodes CA, not valid now, or unreadable: no node.
            return Optional.empty();
        }
    }

    private static Optional<String> nodeName(X509Certificate certificate)
            throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return Optional.empty();
        }
        for (List<?> name : names) {
            if (name.get(0) instanceof Integer kind
                    && kind == GENERAL_NAME_DNS
                    && name.get(1) instanceof String value) {
                Matcher matcher = NODE_NAME.matcher(value);
                if (matcher.matches()) {
                    return Optional.of(matcher.group(1));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String root() {
        return pem(authorities.root().certificate());
    }

    @Override
    public String rootSha256() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(authorities.root().certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The root certificate is damaged", e);
        }
    }

    static String pem(X509Certificate certificate) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException("A certificate could not be written", e);
        }
        return text.toString();
    }
}
