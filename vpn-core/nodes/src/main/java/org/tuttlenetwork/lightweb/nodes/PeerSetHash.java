// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Placement;

import java.util.HexFormat;
import java.util.List;

/**
 * What an agent's {@code peerSetHash} must be: the XOR, over its peers, of the SHA-256 of {@code
 * <publicKey> <allowedIps joined by commas>} in UTF-8, as 64 digits of lower-case hex. So an agent
 * keeps it up with each change, and no order of peers matters; without any peer it is 64 zeros.
 */
final class PeerSetHash {
    private static final int BYTES = 32;

    private PeerSetHash() {}

    static String of(List<Placement> peers) {
        byte[] sum = new byte[BYTES];
        for (Placement peer : peers) {
            byte[] hash =
                    HexFormat.of()
                            .parseHex(
                                    Sha256.of(
                                            peer.publicKey()
                                                    + " "
                                                    + String.join(",", peer.addresses())));
            for (int i = 0; i < BYTES; i++) {
                sum[i] ^= hash[i];
            }
        }
        return HexFormat.of().formatHex(sum);
    }
}
