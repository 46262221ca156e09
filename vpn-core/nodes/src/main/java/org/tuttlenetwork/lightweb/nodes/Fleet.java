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
import org.tuttlenetwork.lightweb.nodes.store.BeatStore.Told;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore;
import org.tuttlenetwork.lightweb.nodes.store.WatchStore;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The nodes as they are: their signs of life, and what follows from them. */
@Component(service = Fleet.class)
public final class Fleet {
    private final Database database;
    private final Admission admission;
    private final Beats beats;
    private final Clock clock;
    private final NodeStore store = new NodeStore();
    private final WatchStore watch = new WatchStore();

    @Activate
    public Fleet(
            @Reference Database database, @Reference Admission admission, @Reference Beats beats) {
        this(database, admission, beats, Clock.systemUTC());
    }

    Fleet(Database database, Admission admission, Beats beats, Clock clock) {
        this.database = database;
        this.admission = admission;
        this.beats = beats;
        this.clock = clock;
    }

    /**
     * Takes a sign of life. After another boot the node may have applied less than before. What
     * somebody waits for is stored when this returns; that the node is still there follows within
     * seconds.
     *
     * @return the newest version of the node's configuration
     */
    public long beat(String nodeId, SignOfLife sign) {
        requireGood(sign);
        NodeRecord node = database.read(tx -> store.find(tx, nodeId)).orElseThrow(Rules::unknown);
        Rules.require(
                sign.appliedVersion() >= 0 && sign.appliedVersion() <= node.configVersion(),
                "appliedVersion",
                "0 to the newest version, " + node.configVersion());
        beats.add(new Told(nodeId, clock.instant(), sign));
        boolean news =
                node.health() != NodeHealth.UP || sign.appliedVersion() != node.appliedVersion();
        if (news) {
            beats.bring();
        }
        return node.configVersion();
    }

    private static void requireGood(SignOfLife sign) {
        Rules.require(sign.peers() >= 0, "peers", "0 or more");
        Rules.require(sign.load() >= 0 && sign.load() <= 100, "load", "0 to 100");
        Rules.requireBootId(sign.bootId());
        Rules.require(
                sign.status().matches("[A-Za-z0-9_-]{0,32}"),
                "status",
                "at most 32 letters, digits, _ and -");
        Rules.require(
                sign.peerSetHash().matches("(?:[0-9a-f]{64})?"),
                "peerSetHash",
                "64 digits of lower-case hex");
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
        Instant recently = clock.instant().minus(Silence.SUSPECT_AFTER);
        return new Known(
                node,
                node.beat().filter(beat -> beat.at().isAfter(recently)).isPresent(),
                NodePools.of(node, admission));
    }

    /** Why verdicts on silent nodes are held; empty where they are not. */
    public Optional<Watch.Alarm> alarm() {
        return database.read(watch::find).alarm();
    }

    /**
     * Whether a node says that it has other peers than its newest configuration; false where it has
     * not applied that yet, or does not say.
     */
    public boolean hasDrifted(NodeRecord node) {
        return node.appliedVersion() == node.configVersion()
                && node.beat()
                        .map(Beat::peerSetHash)
                        .filter(hash -> !hash.isEmpty())
                        .filter(
                                hash ->
                                        !hash.equals(
                                                PeerSetHash.of(
                                                        database.read(
                                                                tx ->
                                                                        store.placements(
                                                                                tx, node.id())))))
                        .isPresent();
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
     * A node with what follows from what is known of it.
     *
     * @param heardLately whether it was heard of so lately that nobody would suspect it
     * @param pools the pools that it is in
     */
    public record Known(NodeRecord node, boolean heardLately, Set<PoolId> pools) {
        /** How well it is, as its silence was judged. */
        public NodeHealth health() {
            return node.health();
        }

        /**
         * Whether it takes new users now. Fails closed: a silent node takes none, also where no
         * verdict is given on it.
         */
        boolean takesUsers() {
            return node.state() == State.REGISTERED
                    && node.health() == NodeHealth.UP
                    && heardLately;
        }
    }
}
