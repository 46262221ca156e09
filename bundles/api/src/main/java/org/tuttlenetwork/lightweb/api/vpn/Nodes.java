// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * VPN nodes, for the rooms beside. Changes of the list appear in the feed under topic {@value
 * #TOPIC}.
 */
public interface Nodes {
    String TOPIC = "nodes.list";

    /**
     * Where it is told, with the node's id as key, that a node is judged otherwise: {@code
     * {"health": "UP"}}, {@code SUSPECT} or {@code DOWN}. Who places users moves those of a node
     * that is DOWN.
     */
    String HEALTH_TOPIC = "nodes.health";

    /** Every registered node that is neither revoked nor drained. */
    List<ListedNode> listed();

    /**
     * The same nodes with the pools that they would be in if the law admitted all: declared by the
     * operator and possible for the node. What a change of the law moves is among these.
     */
    List<ListedNode> declared();

    /** The ids of those listed nodes that are well, and so take new users now. */
    Set<String> takingUsers();

    /**
     * Picks a node that is well for a wish; fewest peers for its capacity first. Empty where none
     * fits.
     */
    Optional<ListedNode> pick(Wish wish);

    /**
     * Puts a peer on a node: part of the node's next configuration. Replaces the peer's placement
     * elsewhere.
     *
     * @return the node's configuration version that carries it
     */
    long place(Transaction transaction, String nodeId, Peer peer);

    /** Takes a peer off its node. Taking off what is not there does nothing. */
    void remove(Transaction transaction, String publicKey);

    /** The newest version that a node said it has applied; 0 where none. */
    long appliedVersion(String nodeId);

    /** The DNS server that clients of a node use, inside the tunnel. */
    String dns();

    /**
     * What a user wants.
     *
     * @param pool which pool; empty means BALANCED, or any of the named node's
     * @param country ISO 3166-1 alpha-2, or empty
     * @param node a node's id, or empty
     */
    record Wish(Optional<PoolId> pool, Optional<String> country, Optional<String> node) {}

    /**
     * A device's key and addresses.
     *
     * @param publicKey 44 characters of base64
     * @param addresses one IPv4 /32 and one IPv6 /128
     */
    record Peer(String publicKey, List<String> addresses) {
        public Peer {
            addresses = List.copyOf(addresses);
        }
    }
}
