// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore;

/** What a node says of itself, and what administrators decide of it. */
@Component(service = Registrations.class)
public final class Registrations {
    private final Database database;
    private final NodeStore store = new NodeStore();

    @Activate
    public Registrations(@Reference Database database) {
        this.database = database;
    }

    /**
     * Registers a node, or says anew what it is; the same again changes nothing.
     *
     * @throws LightWebException INVALID naming the field; NOT_FOUND for a node that is not
     *     enrolled; CONFLICT for a key that is in use
     */
    public NodeRecord register(String nodeId, Facts facts) {
        Rules.requireKey(facts.publicKey());
        Rules.require(
                !facts.endpoints().isEmpty() && facts.endpoints().size() <= 8,
                "endpoints",
                "1 to 8");
        facts.endpoints().forEach(Rules::requireEndpoint);
        Rules.require(
                facts.capacity() >= 1 && facts.capacity() <= 1_000_000,
                "capacity",
                "1 to 1000000 peers");
        Rules.requireCapabilities(facts.capabilities());
        requireWords(facts);
        return database.write(
                tx -> {
                    NodeRecord before = store.lock(tx, nodeId).orElseThrow(Rules::unknown);
                    if (before.facts().filter(facts::equals).isEmpty()) {
                        if (store.isKeyTaken(tx, nodeId, facts.publicKey())) {
                            throw LightWebException.conflict(
                                    "wireguardPublicKey: in use by another. Make a new one on the"
                                            + " node. Nothing was changed.");
                        }
                        store.register(tx, nodeId, facts);
                        tx.publish(Nodes.TOPIC, nodeId, "{}");
                    }
                    return store.find(tx, nodeId).orElseThrow(Rules::unknown);
                });
    }

    private static void requireWords(Facts facts) {
        Rules.require(
                facts.agentVersion().matches("[\\x20-\\x7e]{0,64}"),
                "agentVersion",
                "at most 64 printable ASCII characters");
        Rules.requireBootId(facts.bootId());
    }

    /**
     * Drains a node (no new users), or revokes it (it cannot speak any more and its peers are taken
     * off).
     */
    public void setState(String nodeId, State state) {
        database.write(
                tx -> {
                    NodeRecord node = store.lock(tx, nodeId).orElseThrow(Rules::unknown);
                    if (node.state() == State.REVOKED) {
                        throw LightWebException.conflict("This node is revoked, for good.")
                                .because("node-revoked");
                    }
                    store.setState(tx, nodeId, state);
                    if (state == State.REVOKED) {
                        PlacementCalls calls = new PlacementCalls();
                        store.placements(tx, nodeId)
                                .forEach(peer -> calls.remove(tx, peer.publicKey()));
                    }
                    tx.publish(Nodes.TOPIC, nodeId, "{}");
                    return node;
                });
    }
}
