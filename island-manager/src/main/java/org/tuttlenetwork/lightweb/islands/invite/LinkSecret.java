// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/** 128 random bits and a checksum behind a prefix, as a link holds them: a mistyped one is told. */
public final class LinkSecret {
    private static final int RANDOM_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private LinkSecret() {}

    /** A new one. */
    public static String next(String prefix) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] whole =
                ByteBuffer.allocate(RANDOM_BYTES + Integer.BYTES)
                        .put(random)
                        .putInt(checksum(random))
                        .array();
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Whether a text is one, as far as that can be told without asking anybody. */
    public static boolean isFormed(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException _) {
            return false;
        }
        return whole.length == RANDOM_BYTES + Integer.BYTES
                && ByteBuffer.wrap(whole, RANDOM_BYTES, Integer.BYTES).getInt()
                        == checksum(Arrays.copyOf(whole, RANDOM_BYTES));
    }

    private static int checksum(byte[] random) {
        CRC32 crc = new CRC32();
        crc.update(random);
        return (int) crc.getValue();
    }
}
