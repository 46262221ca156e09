// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Group;
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

    /** The same for many, with one look at each policy that concerns any of them. */
    public static Map<String, SortedSet<String>> maps(Account account, Set<String> peers) {
        Map<String, Set<String>> reached = new HashMap<>();
        peers.forEach(peer -> reached.put(peer, new HashSet<>()));
        Set<String> groups = groupsOfAny(account, peers);
        for (Policy policy : account.policies.values()) {
            for (ObjectNode rule : policy.enabled() ? policy.rules() : List.<ObjectNode>of()) {
                if (rule.path("enabled").asBoolean() && mayConcern(rule, groups)) {
                    Set<String> sources = side(account, rule, "source");
                    Set<String> destinations = side(account, rule, "destination");
                    addOtherSide(sources, destinations, reached);
                    addOtherSide(destinations, sources, reached);
                }
            }
        }
        Map<String, SortedSet<String>> maps = new HashMap<>();
        reached.forEach((peer, others) -> maps.put(peer, map(account, peer, others)));
        return maps;
    }

    private static SortedSet<String> map(Account account, String peer, Set<String> reached) {
        reached.remove(peer);
        reached.removeIf(other -> isExpired(account, other));
        return isExpired(account, peer) ? new TreeSet<>() : new TreeSet<>(reached);
    }

    private static Set<String> groupsOfAny(Account account, Set<String> peers) {
        Set<String> groups = new HashSet<>();
        for (Group group : account.groups.values()) {
            if (group.peers().stream().anyMatch(peers::contains)) {
                groups.add(group.id());
            }
        }
        return groups;
    }

    /** False where none of a rule's groups is among these, and it names no peer itself. */
    private static boolean mayConcern(ObjectNode rule, Set<String> groups) {
        return rule.has("sourceResource")
                || rule.has("destinationResource")
                || Policy.ids(rule, "sources").stream().anyMatch(groups::contains)
                || Policy.ids(rule, "destinations").stream().anyMatch(groups::contains);
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
            Set<String> one, Set<String> other, Map<String, Set<String>> reached) {
        for (String peer : one) {
            Set<String> others = reached.get(peer);
            if (others != null) {
                others.addAll(other);
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
