// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An island's picture.
 *
 * @param jpeg 256 x 256 points
 * @param hash another for another picture: 16 hexadecimal digits
 */
public record IslandPicture(byte[] jpeg, String hash) {
    /** How wide and high one is, in points. */
    public static final int SIDE = 256;

    private static final int HASH_LENGTH = 16;

    public static IslandPicture of(byte[] jpeg) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(jpeg);
            return new IslandPicture(
                    jpeg, HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * The whole picture as an address (RFC 2397), for a page of somebody who may ask for no other.
     */
    public String inline() {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }
}
