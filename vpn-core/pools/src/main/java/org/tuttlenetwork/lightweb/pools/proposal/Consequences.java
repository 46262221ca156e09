// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.proposal;

import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Axes;
import org.tuttlenetwork.lightweb.pools.Climate;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What would follow from a change: computed before it is approved.
 *
 * @param countries those whose scores, climate or pools would change
 * @param nodes those that would leave or enter a pool; empty also where nodes are not known
 * @param nodesKnown whether the room of the nodes is there to say
 */
public record Consequences(
        List<CountryChange> countries, List<NodeChange> nodes, boolean nodesKnown) {
    public Consequences {
        countries = List.copyOf(countries);
        nodes = List.copyOf(nodes);
    }

    /**
     * Compares.
     *
     * @param before as it stands
     * @param after as it would be
     * @param declared the nodes with the pools that they would be in if the law admitted all
     */
    public static Consequences of(
            SortedMap<JurisdictionCode, Assessment> before,
            SortedMap<JurisdictionCode, Assessment> after,
            Optional<? extends Collection<ListedNode>> declared) {
        List<CountryChange> countries = new ArrayList<>();
        after.forEach(
                (country, is) -> {
                    CountryChange change =
                            new CountryChange(
                                    country, Optional.ofNullable(before.get(country)), is);
                    if (change.matters()) {
                        countries.add(change);
                    }
                });
        List<NodeChange> nodes =
                declared.stream()
                        .flatMap(Collection::stream)
                        .map(node -> NodeChange.of(node, pools(before, node), pools(after, node)))
                        .filter(NodeChange::matters)
                        .toList();
        return new Consequences(countries, nodes, declared.isPresent());
    }

    private static Set<PoolId> pools(Map<JurisdictionCode, Assessment> weather, ListedNode node) {
        return Optional.ofNullable(weather.get(new JurisdictionCode(node.jurisdiction())))
                .map(Assessment::admits)
                .orElse(Set.of());
    }

    private static List<PoolId> without(Collection<PoolId> pools, Collection<PoolId> others) {
        return pools.stream().filter(pool -> !others.contains(pool)).sorted().toList();
    }

    /**
     * A country.
     *
     * @param country which
     * @param before how it is assessed; empty where it is not
     * @param after how it would be
     */
    public record CountryChange(
            JurisdictionCode country, Optional<Assessment> before, Assessment after) {
        boolean matters() {
            return !before.map(Assessment::axes).equals(Optional.of(after.axes()))
                    || !before.map(Assessment::climate).equals(Optional.of(after.climate()))
                    || !leaves().isEmpty()
                    || !enters().isEmpty();
        }

        /** The climate that it has; empty where it is not assessed. */
        public Optional<Climate> climateBefore() {
            return before.map(Assessment::climate);
        }

        /** The scores that it has; empty where it is not assessed. */
        public Optional<Axes> axesBefore() {
            return before.map(Assessment::axes);
        }

        /** The pools that would admit it no more. */
        public List<PoolId> leaves() {
            return without(before.map(Assessment::admits).orElse(Set.of()), after.admits());
        }

        /** The pools that would admit it newly. */
        public List<PoolId> enters() {
            return without(after.admits(), before.map(Assessment::admits).orElse(Set.of()));
        }
    }

    /**
     * A node.
     *
     * @param id its name
     * @param jurisdiction its country
     * @param leaves the pools that it would fall out of
     * @param enters the pools that it would come into
     */
    public record NodeChange(
            String id, String jurisdiction, List<PoolId> leaves, List<PoolId> enters) {
        public NodeChange {
            leaves = List.copyOf(leaves);
            enters = List.copyOf(enters);
        }

        static NodeChange of(ListedNode node, Set<PoolId> before, Set<PoolId> after) {
            List<PoolId> was = node.pools().stream().filter(before::contains).toList();
            List<PoolId> is = node.pools().stream().filter(after::contains).toList();
            return new NodeChange(
                    node.id(), node.jurisdiction(), without(was, is), without(is, was));
        }

        boolean matters() {
            return !leaves.isEmpty() || !enters.isEmpty();
        }
    }
}
