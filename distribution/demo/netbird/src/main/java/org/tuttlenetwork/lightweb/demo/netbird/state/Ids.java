// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Ids in the form of NetBird's: 20 characters of {@code 0-9a-v}. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next() {
        return text(new BigInteger(99, RANDOM));
    }

    /** An id for something of the startup content, the same at every start. */
    public static String of(String name) {
        return text(new BigInteger(1, sha256(name)).shiftRight(157));
    }

    /** The SHA-256 of a text's UTF-8 bytes. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String text(BigInteger number) {
        String digits = number.toString(32);
        return "d"
                + "0".repeat(Math.max(0, 19 - digits.length()))
                + digits.substring(Math.max(0, digits.length() - 19));
    }
}
