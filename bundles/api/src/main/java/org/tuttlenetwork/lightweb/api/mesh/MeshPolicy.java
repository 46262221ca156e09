// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.util.List;

/**
 * A NetBird policy with one rule that accepts traffic.
 *
 * @param key unique in the fragment
 * @param displayName shown in NetBird's dashboard
 * @param source whose devices may open connections
 * @param destination to which devices
 * @param protocol which protocol
 * @param ports 1 to 65535; empty means all, and only ALL and ICMP may be empty
 * @param bidirectional whether the destination may open connections too; NetBird wants it for ALL
 *     and ICMP
 */
public record MeshPolicy(
        String key,
        String displayName,
        GroupRef source,
        GroupRef destination,
        Protocol protocol,
        List<Integer> ports,
        boolean bidirectional) {
    /** A policy's protocol. */
    public enum Protocol {
        ALL,
        TCP,
        UDP,
        ICMP
    }

    public MeshPolicy {
        ports = List.copyOf(ports);
        boolean portless = protocol == Protocol.ALL || protocol == Protocol.ICMP;
        if (portless != ports.isEmpty()) {
            throw new IllegalArgumentException(
                    "TCP and UDP need ports, ALL and ICMP take none: " + key);
        }
        if (ports.stream().anyMatch(port -> port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("A port is 1 to 65535: " + key);
        }
    }
}
