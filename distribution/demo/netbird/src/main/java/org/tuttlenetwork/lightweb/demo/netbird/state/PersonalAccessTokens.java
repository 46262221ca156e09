// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/** The form of a personal access token: {@code nbp_}, 30 characters, 6 of the CRC32 in base 62. */
public final class PersonalAccessTokens {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String PREFIX = "nbp_";
    private static final int SECRET_LENGTH = 30;
    private static final int CHECKSUM_LENGTH = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PersonalAccessTokens() {}

    public static String next() {
        StringBuilder secret = new StringBuilder(SECRET_LENGTH);
        while (secret.length() < SECRET_LENGTH) {
            secret.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return PREFIX + secret + checksum(secret.toString());
    }

    /** Whether the length, the prefix and the checksum are right. */
    public static boolean isWellFormed(String token) {
        if (!token.startsWith(PREFIX)
                || token.length() != PREFIX.length() + SECRET_LENGTH + CHECKSUM_LENGTH) {
            return false;
        }
        int end = PREFIX.length() + SECRET_LENGTH;
        return token.substring(end).equals(checksum(token.substring(PREFIX.length(), end)));
    }

    /** What is stored of a token: its SHA-256 in base 64. */
    public static String hash(String token) {
        return Base64.getEncoder().encodeToString(Ids.sha256(token));
    }

    private static String checksum(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.getBytes(StandardCharsets.UTF_8));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); rest > 0; rest /= DIGITS.length()) {
            digits.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return "0".repeat(CHECKSUM_LENGTH - digits.length()) + digits;
    }
}
