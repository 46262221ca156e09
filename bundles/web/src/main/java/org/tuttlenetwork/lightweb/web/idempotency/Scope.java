// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a key means one request: a caller's POST to a path. Kept as its SHA-256, so that nobody can
 * read from a row who did something and when.
 *
 * @param sha256 64 hexadecimal digits
 */
public record Scope(String sha256) {
    /**
     * @param caller the caller's id
     * @param path what is posted to
     */
    public static Scope of(String caller, String path, IdempotencyKey key) {
        return new Scope(
                digest(
                        (caller + "\n" + path + "\n" + key.value())
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** What makes two bodies the same: their SHA-256 as hexadecimal digits. */
    public static String digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
