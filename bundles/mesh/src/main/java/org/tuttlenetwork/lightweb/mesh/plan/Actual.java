// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What NetBird has, as it was just read.
 *
 * @param groups by id
 * @param policies by id
 * @param users by NetBird's id
 * @param peers by id
 * @param zones by id
 */
public record Actual(
        Map<String, Group> groups,
        Map<String, Policy> policies,
        Map<String, User> users,
        Map<String, Peer> peers,
        Map<String, Zone> zones) {
    public Actual {
        groups = Map.copyOf(groups);
        policies = Map.copyOf(policies);
        users = Map.copyOf(users);
        peers = Map.copyOf(peers);
        zones = Map.copyOf(zones);
    }

    /**
     * The group of exactly this name; empty where there is none, or where the name is not unique.
     */
    public Optional<Group> groupNamed(String name) {
        List<Group> found =
                groups.values().stream().filter(group -> group.name().equals(name)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The one device that came by the setup key of a group; empty for none, and for several. */
    public Optional<Peer> keyed(Group group) {
        Set<String> found = withoutUser(group);
        return found.size() == 1
                ? Optional.ofNullable(peers.get(found.iterator().next()))
                : Optional.empty();
    }

    /**
     * The same once changes of who is in groups are made; what others do only a new reading shows.
     */
    public Actual after(Collection<Change> changes) {
        Map<String, Group> in = new HashMap<>(groups);
        Map<String, User> of = new HashMap<>(users);
        for (Change change : changes) {
            switch (change) {
                case Change.RemovePeers(var _, var id, var gone) ->
                        in.computeIfPresent(id, (_, group) -> group.with(Set.of(), gone));
                case Change.AddPeers(var _, var id, var come) ->
                        in.computeIfPresent(id, (_, group) -> group.with(come, Set.of()));
                case Change.RemoveAutoGroups(var _, var id, var gone) ->
                        of.computeIfPresent(id, (_, user) -> user.with(Set.of(), gone));
                case Change.AddAutoGroups(var _, var id, var come) ->
                        of.computeIfPresent(id, (_, user) -> user.with(come, Set.of()));
                default -> {}
            }
        }
        return new Actual(in, policies, of, peers, zones);
    }

    /** The devices of a group that belong to nobody who logs in. */
    private Set<String> withoutUser(Group group) {
        return group.peers().stream()
                .map(peers::get)
                .filter(peer -> peer != null && peer.userId().isEmpty())
                .map(Peer::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The policies by which everybody reaches everybody: while one stands, nothing is private. */
    public List<Policy> openToAll() {
        String all = groupNamed("All").map(Group::id).orElse("");
        return policies.values().stream()
                .filter(policy -> policy.rule().enabled() && policy.rule().accept())
                .filter(policy -> policy.rule().protocol().equals("all"))
                .filter(policy -> policy.rule().sources().contains(all))
                .filter(policy -> policy.rule().destinations().contains(all))
                .toList();
    }

    /** A group. */
    public record Group(String id, String name, Set<String> peers) {
        public Group {
            peers = Set.copyOf(peers);
        }

        Group with(Set<String> come, Set<String> gone) {
            Set<String> now = new HashSet<>(peers);
            now.addAll(come);
            now.removeAll(gone);
            return new Group(id, name, now);
        }
    }

    /** A policy with one rule: NetBird keeps no second one. */
    public record Policy(String id, String name, Rule rule) {}

    /**
     * A policy's rule.
     *
     * @param enabled whether policy and rule are on
     * @param sources group ids
     * @param destinations group ids
     * @param protocol all, tcp, udp or icmp
     * @param ports as text, in order
     */
    public record Rule(
            boolean enabled,
            Set<String> sources,
            Set<String> destinations,
            String protocol,
            List<String> ports,
            boolean bidirectional,
            boolean accept) {
        public Rule {
            sources = Set.copyOf(sources);
            destinations = Set.copyOf(destinations);
            ports = List.copyOf(ports);
        }

        /** The same between other groups. */
        Rule between(String source, String destination) {
            return new Rule(
                    enabled,
                    Set.of(source),
                    Set.of(destination),
                    protocol,
                    ports,
                    bidirectional,
                    accept);
        }

        /** Whether all that the other rule lets through passes here too. */
        boolean covers(Rule other) {
            boolean nothing = !other.enabled || !other.accept;
            return nothing
                    || enabled
                            && accept
                            && sources.containsAll(other.sources)
                            && destinations.containsAll(other.destinations)
                            && (bidirectional || !other.bidirectional)
                            && (protocol.equals("all")
                                    || protocol.equals(other.protocol)
                                            && ports.containsAll(other.ports));
        }
    }

    /**
     * A user.
     *
     * @param id NetBird's, which need not be Zitadel's
     * @param autoGroups groups that all their devices are put into, in NetBird's order
     */
    public record User(
            String id, String role, boolean blocked, boolean pending, List<String> autoGroups) {
        public User {
            autoGroups = List.copyOf(autoGroups);
        }

        User with(Set<String> come, Set<String> gone) {
            Set<String> now = new LinkedHashSet<>(autoGroups);
            now.addAll(come);
            now.removeAll(gone);
            return new User(id, role, blocked, pending, List.copyOf(now));
        }
    }

    /**
     * A device.
     *
     * @param userId NetBird's id of whose it is; empty for one that came by setup key
     */
    public record Peer(
            String id,
            String name,
            String userId,
            String address,
            String operatingSystem,
            boolean connected) {}

    /**
     * A DNS zone.
     *
     * @param distribution group ids
     */
    public record Zone(
            String id, String name, String domain, Set<String> distribution, List<Entry> records) {
        public Zone {
            distribution = Set.copyOf(distribution);
            records = List.copyOf(records);
        }
    }

    /** A record of a zone. */
    public record Entry(String id, String name, String type, String content, int ttlSeconds) {}
}
