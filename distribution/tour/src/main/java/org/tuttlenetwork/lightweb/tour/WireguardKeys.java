// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * An X25519 key pair as WireGuard writes it: base64 of 32 bytes each. The public key is the end of
 * its SubjectPublicKeyInfo (RFC 8410).
 */
record WireguardKeys(String privateKey, String publicKey) {
    private static final int BYTES = 32;

    static WireguardKeys make() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] info = pair.getPublic().getEncoded();
        byte[] scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
        return new WireguardKeys(
                Base64.getEncoder().encodeToString(scalar),
                Base64.getEncoder()
                        .encodeToString(
                                Arrays.copyOfRange(info, info.length - BYTES, info.length)));
    }
}
