// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.tuttlenetwork.lightweb.features.archive.KeyId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Ed25519 key pair; its private half is a PEM file (PKCS #8) as openssl reads and writes it. */
final class SigningKey {
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final int MOST_BYTES = 16 * 1024;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    static SigningKey make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    /**
     * @throws Unusable if the file holds no Ed25519 key in PEM
     */
    static SigningKey read(Path file) throws IOException, Unusable {
        if (Files.size(file) > MOST_BYTES) {
            throw new Unusable(file + " is too large for a key");
        }
        Matcher pem = PEM.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new Unusable(
                    file
                            + " is not a private key in PEM. Make one with lightweb feature keygen"
                            + " NAME, or openssl genpkey -algorithm ed25519");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new SigningKey(key, publicOf((EdECPrivateKey) key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unusable(file + " is not an Ed25519 key", e);
        }
    }

    /**
     * The JDK does not give the public half of a private key; but making a pair from the same seed
     * gives it.
     */
    private static PublicKey publicOf(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(
                NamedParameterSpec.ED25519,
                new SecureRandom() {
                    @Override
                    public void nextBytes(byte[] bytes) {
                        System.arraycopy(seed, 0, bytes, 0, seed.length);
                    }
                });
        return generator.generateKeyPair().getPublic();
    }

    KeyId id() {
        return KeyId.of(publicKey);
    }

    /** The base64 of the public half's SubjectPublicKeyInfo, as a publisher's file has it. */
    String publicText() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /** The raw 64 bytes of RFC 8032, checked once. */
    byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(bytes);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(bytes);
            if (!signer.verify(signature)) {
                throw new IllegalStateException("The key's halves do not belong together");
            }
            return signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    /**
     * Writes the private half, for its owner's eyes only.
     *
     * @throws java.nio.file.FileAlreadyExistsException rather than overwriting a key
     */
    void write(Path file) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(privateKey.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        Files.writeString(
                file, pem, Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new));
    }
}
