// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Group;
import org.tuttlenetwork.lightweb.demo.netbird.state.Policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The map of one peer as it was at one moment: the groups that it reached, as they were. Whose they
 * are is worked out when somebody looks: of the thousands that a busy account sends few are looked
 * at, and they would keep a core from answering.
 */
final class NetworkMap {
    private final String peer;
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> alone = new HashSet<>();
    private final Set<String> expired;

    private NetworkMap(String peer, Set<String> expired) {
        this.peer = peer;
        this.expired = expired;
    }

    /** The maps of these peers now, with one look at each group and each policy. */
    static Collection<NetworkMap> of(Account account, Set<String> peers) {
        Set<String> expired = new HashSet<>();
        account.peers.forEach(
                (id, record) -> {
                    if (record.path("login_expired").asBoolean()) {
                        expired.add(id);
                    }
                });
        Map<String, NetworkMap> maps = new HashMap<>();
        peers.forEach(peer -> maps.put(peer, new NetworkMap(peer, expired)));
        Map<String, List<NetworkMap>> in = new HashMap<>();
        for (Group group : account.groups.values()) {
            for (String member : group.peers()) {
                NetworkMap map = maps.get(member);
                if (map != null) {
                    in.computeIfAbsent(group.id(), _ -> new ArrayList<>()).add(map);
                }
            }
        }
        for (Policy policy : account.policies.values()) {
            for (ObjectNode rule : policy.enabled() ? policy.rules() : List.<ObjectNode>of()) {
                if (rule.path("enabled").asBoolean()) {
                    on(rule, "source", in, maps)
                            .forEach(map -> map.add(account, rule, "destination"));
                    on(rule, "destination", in, maps)
                            .forEach(map -> map.add(account, rule, "source"));
                }
            }
        }
        return maps.values();
    }

    private static List<NetworkMap> on(
            ObjectNode rule,
            String side,
            Map<String, List<NetworkMap>> in,
            Map<String, NetworkMap> maps) {
        List<NetworkMap> there = new ArrayList<>();
        for (String id : Policy.ids(rule, side + "s")) {
            there.addAll(in.getOrDefault(id, List.of()));
        }
        Policy.resource(rule, side).map(maps::get).ifPresent(there::add);
        return there;
    }

    private void add(Account account, ObjectNode rule, String side) {
        for (String id : Policy.ids(rule, side + "s")) {
            Group group = account.groups.get(id);
            if (group != null) {
                groups.put(id, group);
            }
        }
        Policy.resource(rule, side).filter(account.peers::containsKey).ifPresent(alone::add);
    }

    /** Whose it is. */
    String peer() {
        return peer;
    }

    /**
     * The ids of the peers in it. Direction and action do not matter here: both ends of a rule get
     * each other, and the packet filter does the rest. A peer whose login has expired is in
     * nobody's map.
     */
    SortedSet<String> peers() {
        SortedSet<String> reached = new TreeSet<>();
        if (!expired.contains(peer)) {
            reached.addAll(alone);
            groups.values().forEach(group -> reached.addAll(group.peers()));
            reached.removeAll(expired);
            reached.remove(peer);
        }
        return reached;
    }
}
