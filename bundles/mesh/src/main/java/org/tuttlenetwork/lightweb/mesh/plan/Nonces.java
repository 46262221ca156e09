// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random 128-bit nonces, by which an object is recognised as ours (DECISIONS 1.9). */
public final class Nonces {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    /** 32 hexadecimal digits. */
    public static String next() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
