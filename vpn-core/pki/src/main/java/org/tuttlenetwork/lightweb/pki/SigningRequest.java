// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;

/**
 * Reads a certificate signing request (PKCS #10, RFC 2986) and takes nothing from it but the key.
 */
final class SigningRequest {
    private static final int MOST_CHARACTERS = 8 * 1024;

    private SigningRequest() {}

    /**
     * @param pem the request in PEM
     * @return its public key: P-256, P-384 or Ed25519, whose owner signed the request
     * @throws LightWebException INVALID, naming the rule that it breaks
     */
    static PublicKey key(String pem) {
        if (pem.length() > MOST_CHARACTERS) {
            throw refused("at most 8 kB");
        }
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest parsed)) {
                throw refused("a PKCS #10 request in PEM");
            }
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(parsed);
            PublicKey key = request.getPublicKey();
            requireKind(key);
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw refused("signed by its own key");
            }
            return key;
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException e) {
            if (e instanceof LightWebException known) {
                throw known;
            }
            throw new LightWebException(
                    org.tuttlenetwork.lightweb.api.problem.ProblemType.INVALID,
                    "csr: a PKCS #10 request in PEM. Nothing was changed.",
                    java.util.List.of(
                            new org.tuttlenetwork.lightweb.api.problem.FieldProblem(
                                    "csr", "a PKCS #10 request in PEM")),
                    e);
        }
    }

    private static void requireKind(PublicKey key) {
        boolean allowed =
                switch (key) {
                    case ECPublicKey curve -> {
                        int bits = curve.getParams().getOrder().bitLength();
                        yield bits == 256 || bits == 384;
                    }
                    case EdECPublicKey edwards -> edwards.getParams().getName().equals("Ed25519");
                    default -> false;
                };
        if (!allowed) {
            throw refused("a key on P-256, P-384 or Ed25519");
        }
    }

    private static LightWebException refused(String rule) {
        return LightWebException.invalid("csr", rule);
    }
}
