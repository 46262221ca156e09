// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Beat;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The nodes as they are: their signs of life, and what follows from them. */
@Component(service = Fleet.class)
public final class Fleet {
    /** Where it is told that a node has applied a version. */
    static final String APPLIED = "nodes.applied";

    private final Database database;
    private final Admission admission;
    private final Clock clock;
    private final Instant listeningSince;
    private final NodeStore store = new NodeStore();

    @Activate
    public Fleet(@Reference Database database, @Reference Admission admission) {
        this(database, admission, Clock.systemUTC());
    }

    Fleet(Database database, Admission admission, Clock clock) {
        this.database = database;
        this.admission = admission;
        this.clock = clock;
        this.listeningSince = clock.instant();
    }

    /**
     * Takes a sign of life. After another boot the node may have applied less than before.
     *
     * @return the newest version of the node's configuration
     */
    public long beat(String nodeId, SignOfLife sign) {
        Rules.require(sign.peers() >= 0, "peers", "0 or more");
        Rules.require(sign.load() >= 0 && sign.load() <= 100, "load", "0 to 100");
        Rules.require(
                sign.bootId().matches("[0-9A-Za-z-]{0,64}"),
                "bootId",
                "at most 64 letters, digits and -");
        return database.write(
                tx -> {
                    NodeRecord node = store.find(tx, nodeId).orElseThrow(Rules::unknown);
                    Rules.require(
                            sign.appliedVersion() >= 0
                                    && sign.appliedVersion() <= node.configVersion(),
                            "appliedVersion",
                            "0 to the newest version, " + node.configVersion());
                    store.beat(
                            tx, nodeId, sign, new Beat(clock.instant(), sign.peers(), sign.load()));
                    if (sign.appliedVersion() > node.appliedVersion()) {
                        tx.publish(APPLIED, nodeId, "{\"version\":" + sign.appliedVersion() + "}");
                    }
                    return node.configVersion();
                });
    }

    /** Every node with its health, by id. */
    public List<Known> all() {
        return database.read(store::all).stream().map(this::known).toList();
    }

    /** One node. */
    public Optional<Known> find(String nodeId) {
        return database.read(tx -> store.find(tx, nodeId)).map(this::known);
    }

    private Known known(NodeRecord node) {
        return new Known(
                node,
                NodeHealth.of(node, clock.instant(), listeningSince),
                NodePools.of(node, admission));
    }

    /**
     * Whether a node with a good certificate may still speak: not revoked, and the certificate's
     * key not replaced by two newer ones.
     *
     * @param spki the certificate's key, base64 of its SubjectPublicKeyInfo
     */
    public boolean maySpeak(String nodeId, String spki) {
        return database.read(
                tx ->
                        store.find(tx, nodeId)
                                        .filter(node -> node.state() != State.REVOKED)
                                        .isPresent()
                                && store.isCertified(tx, nodeId, spki));
    }

    /**
     * What an agent says with each beat. Nothing of users is in it.
     *
     * @param bootId another after each boot; empty where the agent does not say
     * @param appliedVersion the version of the configuration that it runs
     * @param peers how many peers it has
     * @param load 0 to 100
     */
    public record SignOfLife(String bootId, long appliedVersion, int peers, int load) {}

    /**
     * A node with what follows from what is known of it.
     *
     * @param pools the pools that it is in
     */
    public record Known(NodeRecord node, NodeHealth health, Set<PoolId> pools) {
        /** Whether it takes new users now. */
        boolean takesUsers() {
            return node.state() == State.REGISTERED && health == NodeHealth.UP;
        }
    }
}
