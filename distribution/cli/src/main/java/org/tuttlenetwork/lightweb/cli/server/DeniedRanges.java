// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where Zitadel's own HTTP client does not go unless its operator says so: the defaults of {@code
 * ZITADEL_HTTPCLIENT_DENYLIST} since v4.15.2 (CVE-2026-55671).
 */
public final class DeniedRanges {
    private static final List<String> DEFAULTS =
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "::/128",
                    "::1/128",
                    "fc00::/7",
                    "fe80::/10");

    private DeniedRanges() {}

    /** The range of the defaults that an address is in. */
    public static Optional<String> of(InetAddress address) {
        return DEFAULTS.stream().filter(range -> holds(range, address.getAddress())).findFirst();
    }

    private static boolean holds(String range, byte[] address) {
        int slash = range.indexOf('/');
        byte[] start = literal(range.substring(0, slash));
        int bits = Integer.parseInt(range.substring(slash + 1));
        if (start.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((start[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] literal(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(address + " is no address", e);
        }
    }
}
