// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import org.tuttlenetwork.lightweb.api.vpn.ListedNode;

import java.util.List;

/**
 * A node in a signed list.
 *
 * @param node what the list carries of it
 * @param capabilities what it can do besides, for example {@code multihop}
 */
public record NodeEntry(ListedNode node, List<String> capabilities) {
    public NodeEntry {
        capabilities = List.copyOf(capabilities);
    }
}
