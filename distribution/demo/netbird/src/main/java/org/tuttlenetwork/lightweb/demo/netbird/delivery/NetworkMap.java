// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Group;
import org.tuttlenetwork.lightweb.demo.netbird.state.Policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The map of one peer as it was at one moment. It is worked out when somebody looks at it: of the
 * thousands that a busy account sends only few are looked at, and they would keep a core from
 * answering.
 */
final class NetworkMap {
    private final Moment moment;
    private final String peer;

    private NetworkMap(Moment moment, String peer) {
        this.moment = moment;
        this.peer = peer;
    }

    /**
     * The account at one moment, as far as maps follow from it.
     *
     * @param reachable the peers that exist and whose login has not expired
     */
    record Moment(Map<String, Group> groups, List<Policy> policies, Set<String> reachable) {
        static Moment of(Account account) {
            Set<String> reachable = new HashSet<>();
            account.peers.forEach(
                    (id, peer) -> {
                        if (!peer.path("login_expired").asBoolean()) {
                            reachable.add(id);
                        }
                    });
            return new Moment(
                    Map.copyOf(account.groups), List.copyOf(account.policies.values()), reachable);
        }

        /** The same, with the set of the one before where that did not change. */
        Moment after(Moment before) {
            return before.reachable.equals(reachable)
                    ? new Moment(groups, policies, before.reachable)
                    : this;
        }

        NetworkMap of(String peer) {
            return new NetworkMap(this, peer);
        }
    }

    /**
     * The ids of the peers in it. Direction and action do not matter here: both ends of a rule get
     * each other, and the packet filter does the rest. A peer whose login has expired is in
     * nobody's map.
     */
    SortedSet<String> peers() {
        SortedSet<String> reached = new TreeSet<>();
        if (!moment.reachable.contains(peer)) {
            return reached;
        }
        Set<String> mine = new HashSet<>();
        for (Group group : moment.groups.values()) {
            if (group.peers().contains(peer)) {
                mine.add(group.id());
            }
        }
        for (Policy policy : moment.policies) {
            for (ObjectNode rule : policy.enabled() ? policy.rules() : List.<ObjectNode>of()) {
                if (rule.path("enabled").asBoolean()) {
                    boolean isSource = isOn(rule, "source", mine);
                    boolean isDestination = isOn(rule, "destination", mine);
                    if (isSource) {
                        addSide(rule, "destination", reached);
                    }
                    if (isDestination) {
                        addSide(rule, "source", reached);
                    }
                }
            }
        }
        reached.remove(peer);
        return reached;
    }

    private boolean isOn(ObjectNode rule, String side, Set<String> mine) {
        return Policy.ids(rule, side + "s").stream().anyMatch(mine::contains)
                || Policy.resource(rule, side).filter(peer::equals).isPresent();
    }

    private void addSide(ObjectNode rule, String side, SortedSet<String> into) {
        for (String id : Policy.ids(rule, side + "s")) {
            Group group = moment.groups.get(id);
            if (group != null) {
                group.peers().stream().filter(moment.reachable::contains).forEach(into::add);
            }
        }
        Policy.resource(rule, side).filter(moment.reachable::contains).ifPresent(into::add);
    }
}
