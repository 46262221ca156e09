// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node in Czechia whose room has not seen a change of the law yet: in BALANCED, and declared for
 * RISKY_EXIT too.
 */
public final class OneNode implements Nodes {
    private static ListedNode node(PoolId... pools) {
        return new ListedNode(
                "vpn-node-1-cz",
                "CZ",
                "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=",
                List.of("192.0.2.1:51820"),
                Set.of(pools),
                100);
    }

    @Override
    public List<ListedNode> listed() {
        return List.of(node(PoolId.BALANCED));
    }

    @Override
    public List<ListedNode> declared() {
        return List.of(node(PoolId.BALANCED, PoolId.RISKY_EXIT));
    }

    @Override
    public Set<String> takingUsers() {
        return Set.of("vpn-node-1-cz");
    }

    @Override
    public Optional<ListedNode> pick(Wish wish) {
        return listed().stream().findFirst();
    }

    @Override
    public long place(Transaction transaction, String nodeId, Peer peer) {
        throw new UnsupportedOperationException("Lists place nobody");
    }

    @Override
    public void remove(Transaction transaction, String publicKey) {
        throw new UnsupportedOperationException("Lists remove nobody");
    }

    @Override
    public long appliedVersion(String nodeId) {
        return 0;
    }

    @Override
    public String dns() {
        return "10.0.0.1";
    }
}
