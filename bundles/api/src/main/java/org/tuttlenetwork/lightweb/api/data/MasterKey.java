// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The host's master key: 32 random bytes in a file that only the host's user can read, the same on
 * each host (DECISIONS 4.1). What PostgreSQL keeps secret is encrypted with it: AES-256-GCM, the
 * nonce in front, the purpose as associated data.
 */
public final class MasterKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /**
     * Reads the key, or makes it where there is none.
     *
     * @throws IllegalStateException if the file is not a key or others may read it
     */
    public static MasterKey at(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .endsWith("------")) {
                throw new IllegalStateException(
                        "Others may read the master key "
                                + file
                                + ". Make it 0600 and start again.");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException("The master key " + file + " has not 32 bytes.");
            }
            return new MasterKey(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The master key cannot be read: " + file, e);
        }
    }

    /**
     * The key of these bytes, as a backup holds them.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public static MasterKey of(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("A master key has 32 bytes.");
        }
        return new MasterKey(bytes);
    }

    private static void make(Path file) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        // Whole or not at all, and of several that start at once the first one's stays.
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, bytes);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException _) {
            // Another one made it meanwhile: it is read like any that was there.
        } finally {
            Files.delete(draft);
        }
    }

    /** What is stored: it opens for the same purpose only. */
    public byte[] encrypt(byte[] plain, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain, purpose);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return whole;
    }

    /**
     * @throws IllegalStateException if it was encrypted with another master key, for another
     *     purpose, or altered
     */
    public byte[] decrypt(byte[] whole, String purpose) {
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        return run(
                Cipher.DECRYPT_MODE,
                nonce,
                Arrays.copyOfRange(whole, NONCE_BYTES, whole.length),
                purpose);
    }

    /**
     * Tells keys apart without telling the key: 32 hexadecimal digits of its HMAC-SHA-256 over a
     * fixed text.
     */
    public String fingerprint() {
        byte[] code = mac("lightweb master key".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(code, 0, FINGERPRINT_BYTES);
    }

    /**
     * HMAC-SHA-256 of something, for looking up what is not stored itself: without this key nobody
     * can try short secrets out.
     *
     * @param purpose keeps the codes of one use apart from those of others; without a zero byte
     * @return 32 bytes, the same for the same input
     */
    public byte[] authenticate(byte[] message, String purpose) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(name, name.length + 1 + message.length);
        System.arraycopy(message, 0, whole, name.length + 1, message.length);
        return mac(whole);
    }

    private byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String purpose) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "What is stored for "
                            + purpose
                            + " does not open with this master key. Is it the one of this"
                            + " database?",
                    e);
        }
    }
}
