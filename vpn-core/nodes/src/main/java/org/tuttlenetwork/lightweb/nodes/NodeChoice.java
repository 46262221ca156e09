// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.Fleet.Known;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Beat;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The nodes for the rooms beside: which there are, which fits a wish, who is placed where. */
@Component(service = Nodes.class, configurationPid = "lightweb.nodes")
@Designate(ocd = NodesConfig.class)
public final class NodeChoice implements Nodes {
    /** Equal for all, until operators say otherwise. */
    private static final int WEIGHT = 100;

    private final Fleet fleet;
    private final NodesConfig config;
    private final PlacementCalls placements = new PlacementCalls();

    @Activate
    public NodeChoice(NodesConfig config, @Reference Fleet fleet) {
        this.config = config;
        this.fleet = fleet;
    }

    @Override
    public List<ListedNode> listed() {
        return registered(Known::pools);
    }

    @Override
    public List<ListedNode> declared() {
        return registered(known -> NodePools.possible(known.node()));
    }

    private List<ListedNode> registered(Function<Known, Set<PoolId>> pools) {
        return fleet.all().stream()
                .filter(known -> known.node().state() == State.REGISTERED)
                .flatMap(known -> listed(known, pools.apply(known)).stream())
                .toList();
    }

    @Override
    public Set<String> takingUsers() {
        return fleet.all().stream()
                .filter(Known::takesUsers)
                .map(known -> known.node().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<ListedNode> pick(Wish wish) {
        // Who names a node asks for it, whatever its pools; nobody else leaves BALANCED unasked.
        Optional<PoolId> pool =
                wish.pool()
                        .or(
                                () ->
                                        wish.node().isPresent()
                                                ? Optional.empty()
                                                : Optional.of(PoolId.BALANCED));
        return fleet.all().stream()
                .filter(Known::takesUsers)
                .filter(known -> pool.map(known.pools()::contains).orElse(!known.pools().isEmpty()))
                .filter(known -> agrees(wish.country(), known.node().jurisdiction()))
                .filter(known -> agrees(wish.node(), known.node().id()))
                .min(
                        Comparator.comparingDouble(NodeChoice::fullness)
                                .thenComparing(known -> known.node().id()))
                .flatMap(known -> listed(known, known.pools()));
    }

    private static boolean agrees(Optional<String> wanted, String actual) {
        return wanted.map(actual::equals).orElse(true);
    }

    @Override
    public long place(Transaction transaction, String nodeId, Peer peer) {
        return placements.place(transaction, nodeId, peer);
    }

    @Override
    public void remove(Transaction transaction, String publicKey) {
        placements.remove(transaction, publicKey);
    }

    @Override
    public long appliedVersion(String nodeId) {
        return fleet.find(nodeId).map(known -> known.node().appliedVersion()).orElse(0L);
    }

    @Override
    public String dns() {
        return config.tunnel__address();
    }

    private static double fullness(Known known) {
        int capacity = known.node().facts().map(Facts::capacity).orElse(1);
        return known.node().beat().map(Beat::peers).orElse(0) / (double) capacity;
    }

    private static Optional<ListedNode> listed(Known known, Set<PoolId> pools) {
        return known.node()
                .facts()
                .map(
                        facts ->
                                new ListedNode(
                                        known.node().id(),
                                        known.node().jurisdiction(),
                                        facts.publicKey(),
                                        facts.endpoints(),
                                        pools,
                                        WEIGHT));
    }
}
