// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import java.util.List;
import java.util.Set;

/**
 * A node as clients may know it: what a signed list carries (DECISIONS 5.3). No load, no up or
 * down.
 *
 * @param id the node's name
 * @param jurisdiction ISO 3166-1 alpha-2
 * @param publicKey its WireGuard key, 44 characters of base64
 * @param endpoints plain endpoints, {@code address:port}, IPv6 in brackets
 * @param pools declared by the operator ∩ admitted by law ∩ possible
 * @param weight 1 to 1000, for choosing among equals
 */
public record ListedNode(
        String id,
        String jurisdiction,
        String publicKey,
        List<String> endpoints,
        Set<PoolId> pools,
        int weight) {
    public ListedNode {
        endpoints = List.copyOf(endpoints);
        pools = Set.copyOf(pools);
    }
}
