// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** An Ed25519 key that signs. Its text form shows the id only. */
public final class SigningKey {
    private static final String ALGORITHM = "Ed25519";

    private final VerificationKey publicHalf;
    private final KeyPair pair;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
        this.publicHalf = VerificationKey.of(pair.getPublic());
    }

    /** A new key from the JDK's random source. */
    public static SigningKey generate() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    /**
     * Restores a stored key.
     *
     * @param pkcs8 the private half, {@link #pkcs8()}
     * @param info the public half, {@link #subjectPublicKeyInfo()}
     * @throws IllegalArgumentException where the bytes are no Ed25519 key or the halves do not
     *     match
     */
    public static SigningKey restore(byte[] pkcs8, byte[] info) {
        try {
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            PrivateKey privateHalf = keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            var key =
                    new SigningKey(
                            new KeyPair(
                                    keys.generatePublic(new X509EncodedKeySpec(info)),
                                    privateHalf));
            key.requireMatchingHalves();
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The bytes are no Ed25519 key pair", e);
        }
    }

    /** The private half, to be stored encrypted. */
    public byte[] pkcs8() {
        return pair.getPrivate().getEncoded();
    }

    /** The public half as SubjectPublicKeyInfo. */
    public byte[] subjectPublicKeyInfo() {
        return pair.getPublic().getEncoded();
    }

    /** The public half as documents carry it. */
    public VerificationKey publicHalf() {
        return publicHalf;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(pair.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing with " + this, e);
        }
    }

    private void requireMatchingHalves() throws GeneralSecurityException {
        byte[] probe = {1};
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(pair.getPublic());
        verifier.update(probe);
        if (!verifier.verify(sign(probe))) {
            throw new IllegalArgumentException("The two halves are of different keys");
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicHalf.keyId() + "]";
    }
}
