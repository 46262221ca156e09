// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.rest.PoolStatusResource.NodeStatus;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

class PoolStatusResourceTest {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final TwoNodes nodes = new TwoNodes();
    private final PoolStatusResource resource = new PoolStatusResource(nodes, clock);

    @Test
    void namesThePoolsNodesAndWhichTakeUsers() {
        nodes.well = Set.of("one");
        assertThat(resource.status("BALANCED").nodes())
                .containsExactly(new NodeStatus("one", true), new NodeStatus("two", false));
        assertThat(resource.status("SANCTUARY").nodes()).isEmpty();
    }

    @Test
    void isCoarseInTime() {
        resource.status("BALANCED");
        nodes.well = Set.of("one");
        now.set(now.get().plusSeconds(10));
        assertThat(resource.status("BALANCED").nodes()).noneMatch(NodeStatus::takesUsers);
        now.set(now.get().plusSeconds(30));
        assertThat(resource.status("BALANCED").nodes()).anyMatch(NodeStatus::takesUsers);
    }

    @Test
    void knowsPoolsInUpperCaseOnly() {
        assertThatThrownBy(() -> resource.status("balanced")).isInstanceOf(LightWebException.class);
    }

    private static final class TwoNodes implements Nodes {
        private Set<String> well = Set.of();

        private static ListedNode node(String id) {
            return new ListedNode(id, "CZ", "", List.of(), Set.of(PoolId.BALANCED), 100);
        }

        @Override
        public List<ListedNode> listed() {
            return List.of(node("one"), node("two"));
        }

        @Override
        public List<ListedNode> declared() {
            return listed();
        }

        @Override
        public Set<String> takingUsers() {
            return well;
        }

        @Override
        public Optional<ListedNode> pick(Wish wish) {
            return wish.node().filter(well::contains).map(TwoNodes::node);
        }

        @Override
        public long place(Transaction transaction, String nodeId, Peer peer) {
            throw new UnsupportedOperationException("A status places nobody");
        }

        @Override
        public void remove(Transaction transaction, String publicKey) {
            throw new UnsupportedOperationException("A status removes nobody");
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
}
