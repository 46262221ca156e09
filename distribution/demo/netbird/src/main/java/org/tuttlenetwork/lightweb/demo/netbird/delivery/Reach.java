// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who is in whose map, and whose map a change touches. Reads the account, keeps nothing. */
public final class Reach {
    private Reach() {}

    /**
     * The ids of the peers in somebody's map. Direction and action do not matter here: both ends of
     * a rule get each other, and the packet filter does the rest. A peer whose login has expired is
     * in nobody's map.
     */
    public static SortedSet<String> map(Account account, String peer) {
        return maps(account, Set.of(peer)).getOrDefault(peer, new TreeSet<>());
    }

    /** The same for many, with one look at each policy. */
    public static Map<String, SortedSet<String>> maps(Account account, Set<String> peers) {
        Map<String, SortedSet<String>> maps = new HashMap<>();
        peers.forEach(peer -> maps.put(peer, new TreeSet<>()));
        for (Policy policy : account.policies.values()) {
            for (ObjectNode rule : policy.enabled() ? policy.rules() : List.<ObjectNode>of()) {
                if (rule.path("enabled").asBoolean()) {
                    Set<String> sources = side(account, rule, "source");
                    Set<String> destinations = side(account, rule, "destination");
                    addOtherSide(sources, destinations, maps);
                    addOtherSide(destinations, sources, maps);
                }
            }
        }
        maps.forEach(
                (peer, reached) -> {
                    reached.remove(peer);
                    reached.removeIf(other -> isExpired(account, other));
                    if (isExpired(account, peer)) {
                        reached.clear();
                    }
                });
        return maps;
    }

    /** The peers that a change of these groups touches: all sides of the policies that use them. */
    public static Set<String> affectedBy(Account account, Collection<String> groups) {
        Set<String> affected = new HashSet<>();
        for (Policy policy : account.policies.values()) {
            if (policy.enabled() && policy.groups().stream().anyMatch(groups::contains)) {
                affected.addAll(affectedBy(account, policy));
            }
        }
        for (ObjectNode zone : account.zones.values()) {
            for (String group : Policy.ids(zone, "distribution_groups")) {
                if (groups.contains(group)) {
                    affected.addAll(account.members(group));
                }
            }
        }
        return affected;
    }

    /** The peers on both sides of a policy. */
    public static Set<String> affectedBy(Account account, Policy policy) {
        Set<String> affected = new HashSet<>();
        for (ObjectNode rule : policy.rules()) {
            affected.addAll(side(account, rule, "source"));
            affected.addAll(side(account, rule, "destination"));
        }
        return affected;
    }

    private static void addOtherSide(
            Set<String> one, Set<String> other, Map<String, SortedSet<String>> maps) {
        for (String peer : one) {
            SortedSet<String> reached = maps.get(peer);
            if (reached != null) {
                reached.addAll(other);
            }
        }
    }

    private static Set<String> side(Account account, ObjectNode rule, String side) {
        Set<String> peers = new HashSet<>();
        for (String group : Policy.ids(rule, side + "s")) {
            peers.addAll(account.members(group));
        }
        ObjectNode none = rule.objectNode();
        var resource =
                rule.path(side + "Resource").isObject() ? rule.path(side + "Resource") : none;
        if (resource.path("type").asText().equals("peer")
                && account.peers.containsKey(resource.path("id").asText())) {
            peers.add(resource.path("id").asText());
        }
        return peers;
    }

    private static boolean isExpired(Account account, String peer) {
        ObjectNode found = account.peers.get(peer);
        return found == null || found.path("login_expired").asBoolean();
    }
}
