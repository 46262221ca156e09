// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * The public half of a signing key.
 *
 * @param keyId SHA-256 of the 32 bytes, lower-case hex
 * @param encoded the 32 bytes, base64url without padding
 */
public record VerificationKey(String keyId, String encoded) {
    private static final int LENGTH = 32;

    /**
     * @throws IllegalArgumentException where it is not an Ed25519 key
     */
    public static VerificationKey of(PublicKey key) {
        if (!key.getAlgorithm().equals("EdDSA") || key.getEncoded().length != 44) {
            throw new IllegalArgumentException(
                    "An Ed25519 key is expected, not " + key.getAlgorithm());
        }
        // SubjectPublicKeyInfo of Ed25519 (RFC 8410) ends with the key's 32 bytes.
        byte[] info = key.getEncoded();
        byte[] raw = Arrays.copyOfRange(info, info.length - LENGTH, info.length);
        return new VerificationKey(
                Document.sha256(raw), Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
    }
}
