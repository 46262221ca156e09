// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What NetBird has, as it was just read.
 *
 * @param groups by id
 * @param policies by id
 * @param users by id
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

    /** A group. */
    public record Group(String id, String name, Set<String> peers) {
        public Group {
            peers = Set.copyOf(peers);
        }
    }

    /**
     * A policy with one rule.
     *
     * @param rule what it says, comparable with what is wanted
     * @param raw as NetBird sent it
     */
    public record Policy(String id, String name, Rule rule, JsonNode raw) {}

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
    }

    /**
     * A user.
     *
     * @param autoGroups groups that all their devices are put into, in NetBird's order
     */
    public record User(
            String id, String role, boolean blocked, boolean pending, List<String> autoGroups) {
        public User {
            autoGroups = List.copyOf(autoGroups);
        }
    }

    /**
     * A device.
     *
     * @param userId whose; empty for one that came by setup key
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
     * @param records name, type and content of each record
     */
    public record Zone(
            String id, String domain, Set<String> distribution, Map<String, String> records) {
        public Zone {
            distribution = Set.copyOf(distribution);
            records = Map.copyOf(records);
        }
    }
}
