// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys that may sign a type, and how many of them must.
 *
 * @param threshold 1 or more, at most the number of keys
 * @param keys by key id
 */
record Keyring(int threshold, Map<String, PublicKey> keys) {
    Keyring {
        keys = Map.copyOf(keys);
    }

    void verify(DocumentType type, Envelope envelope) throws RefusedException {
        byte[] message = PreAuthEncoding.encode(type.id(), envelope.signed());
        Set<String> good = new HashSet<>();
        for (Envelope.Signature signature : envelope.signatures()) {
            PublicKey key = keys.get(signature.keyId());
            if (key != null && verifies(key, message, signature.value())) {
                good.add(signature.keyId());
            }
        }
        if (good.size() < threshold) {
            throw new RefusedException(
                    Refusal.BAD_SIGNATURE,
                    good.size() + " good signatures as " + type.id() + ", needed: " + threshold);
        }
    }

    private static boolean verifies(PublicKey key, byte[] message, byte[] value) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(value);
        } catch (SignatureException _) {
            // The JDK throws for a value that is no signature at all: it is not a good one.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }
}
