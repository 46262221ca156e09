// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one encrypted backup, and its chunks: AES-256-GCM, the nonce being the chunk's number
 * and whether it is the last, the file's header being associated data. So no chunk can be altered,
 * moved, left out or taken from another file, and an end that is missing shows. A salt of its own
 * gives each file a key of its own, so that no nonce is used twice.
 */
final class Sealing {
    /** How much is encrypted at once. */
    static final int CHUNK = 64 * 1024;

    static final int TAG = 16;
    private static final int TAG_BITS = 128;
    private static final int NONCE = 12;
    private static final int KEY = 32;

    private final SecretKeySpec key;
    private final String check;
    private final byte[] associated;

    private Sealing(byte[] derived, byte[] associated) throws GeneralSecurityException {
        this.key = new SecretKeySpec(derived, 0, KEY, "AES");
        this.check =
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(Arrays.copyOfRange(derived, KEY, 2 * KEY)),
                                0,
                                TAG);
        this.associated = associated;
    }

    /**
     * Derives the key: PBKDF2 with HMAC-SHA-512 (RFC 8018), which every JDK has.
     *
     * @param header what of the file comes before the chunks
     */
    static Sealing derive(char[] passphrase, byte[] salt, int iterations, String header) {
        try {
            PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, 2 * KEY * 8);
            byte[] derived =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                            .generateSecret(spec)
                            .getEncoded();
            spec.clearPassword();
            return new Sealing(derived, header.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has PBKDF2", e);
        }
    }

    /** Tells a wrong passphrase from a damaged file; says nothing of the key. */
    String check() {
        return check;
    }

    byte[] seal(long number, boolean last, byte[] plain, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(plain, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /**
     * @throws GeneralSecurityException if it is not the chunk that was written
     */
    byte[] open(long number, boolean last, byte[] sealed) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed);
    }

    private Cipher cipher(int mode, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(number).put((byte) (last ? 1 : 0)).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
