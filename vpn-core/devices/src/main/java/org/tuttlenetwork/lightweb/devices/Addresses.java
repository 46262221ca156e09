// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The addresses of a device, the same on every node.
 *
 * @param v4 in 10.64.0.0/10, without prefix length
 * @param v6 in fd7a:7474:6c65::/48, without prefix length
 */
public record Addresses(String v4, String v6) {
    private static final int HOST_BITS = 22;

    /** The lowest addresses belong to the nodes. */
    private static final int RESERVED = 256;

    /**
     * Random addresses, so that they do not tell who signed up when. Whether they are free is the
     * database's to say.
     */
    static Addresses random(RandomGenerator random) {
        int host = RESERVED + random.nextInt((1 << HOST_BITS) - RESERVED - 1);
        int address = (10 << 24 | 64 << 16) + host;
        String v4 =
                (address >>> 24)
                        + "."
                        + (address >>> 16 & 255)
                        + "."
                        + (address >>> 8 & 255)
                        + "."
                        + (address & 255);
        String tail = HexFormat.of().toHexDigits(random.nextLong());
        String v6 =
                "fd7a:7474:6c65:1:"
                        + String.join(
                                ":",
                                tail.substring(0, 4),
                                tail.substring(4, 8),
                                tail.substring(8, 12),
                                tail.substring(12));
        return new Addresses(v4, v6);
    }
}
