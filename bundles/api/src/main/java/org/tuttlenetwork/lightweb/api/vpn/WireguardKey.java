// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Set;

/**
 * A WireGuard public key as the control plane accepts it: stricter than {@code wg}, which takes the
 * all-zero key and values that alias another.
 *
 * @param value canonical base64, 44 characters
 */
public record WireguardKey(String value) {
    private static final BigInteger FIELD =
            BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /**
     * Points of small order: https://cr.yp.to/ecdh.html#validate, those below the field's prime.
     */
    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(
                    BigInteger.ZERO,
                    BigInteger.ONE,
                    new BigInteger(
                            "325606250916557431795983626356110631294008115727848805560023387167927233504"),
                    new BigInteger(
                            "39382357235489614581723060781553021112529911719440698176882885853963445705823"),
                    FIELD.subtract(BigInteger.ONE));

    /**
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public WireguardKey {
        byte[] bytes = decode(value);
        if ((bytes[31] & 0x80) != 0) {
            throw new IllegalArgumentException("The key's last bit must be 0");
        }
        BigInteger number = littleEndian(bytes);
        if (number.compareTo(FIELD) >= 0) {
            throw new IllegalArgumentException("The key is not a reduced Curve25519 value");
        }
        if (SMALL_ORDER.contains(number)) {
            throw new IllegalArgumentException("The key is a point of small order");
        }
    }

    private static byte[] decode(String value) {
        if (value.length() != 44) {
            throw new IllegalArgumentException("A WireGuard key is 44 characters of base64");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("A WireGuard key is 44 characters of base64");
        }
        if (bytes.length != 32 || !Base64.getEncoder().encodeToString(bytes).equals(value)) {
            throw new IllegalArgumentException("The key's base64 is not canonical");
        }
        return bytes;
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = bytes[31 - i];
        }
        return new BigInteger(1, reversed);
    }
}
