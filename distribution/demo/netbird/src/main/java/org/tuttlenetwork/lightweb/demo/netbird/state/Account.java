// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one account: what the state file holds. Not thread-safe; {@link Store} guards it.
 *
 * <p>Peers, zones, networks and events are kept in the API's own form, because no call here looks
 * further into them than one field.
 */
public final class Account {
    /** As many events as {@code GET /events/audit} ever shows. */
    static final int MOST_EVENTS = 10_000;

    public String id = "";
    public String createdAt = "";
    public String createdBy = "";
    public ObjectNode settings = JsonNodeFactory.instance.objectNode();
    public ObjectNode onboarding = JsonNodeFactory.instance.objectNode();
    public Map<String, Group> groups = new LinkedHashMap<>();
    public Map<String, User> users = new LinkedHashMap<>();
    public Map<String, Token> tokens = new LinkedHashMap<>();
    public Map<String, SetupKey> setupKeys = new LinkedHashMap<>();
    public Map<String, Policy> policies = new LinkedHashMap<>();
    public Map<String, ObjectNode> peers = new LinkedHashMap<>();
    public Map<String, ObjectNode> zones = new LinkedHashMap<>();
    public Map<String, ObjectNode> networks = new LinkedHashMap<>();
    public Map<String, ObjectNode> networkResources = new LinkedHashMap<>();
    public Set<String> postureChecks = new LinkedHashSet<>();
    public List<ObjectNode> events = new ArrayList<>();
    public long lastEvent;
    public int lastAddress;

    /** The group of everybody. */
    public Group everybody() {
        return groups.values().stream().filter(Group::holdsEverybody).findFirst().orElseThrow();
    }

    /** The groups that a peer is in. */
    public List<Group> groupsOf(String peer) {
        return groups.values().stream().filter(group -> group.peers().contains(peer)).toList();
    }

    /** The ids of somebody's peers. */
    public List<String> peersOf(String user) {
        return peers.entrySet().stream()
                .filter(peer -> peer.getValue().path("user_id").asText().equals(user))
                .map(Map.Entry::getKey)
                .toList();
    }

    public Optional<Group> groupNamed(String name) {
        return groups.values().stream().filter(group -> group.name().equals(name)).findFirst();
    }

    public Optional<ObjectNode> peerNamed(String name) {
        return peers.values().stream()
                .filter(peer -> peer.path("name").asText().equals(name))
                .findFirst();
    }

    /** The ids of a group's members that exist. */
    public List<String> members(String group) {
        Group found = groups.get(group);
        return found == null
                ? List.of()
                : found.peers().stream().filter(peers::containsKey).toList();
    }

    /** Puts a peer in groups and records an event for each that it was not in. */
    public void join(String peer, List<String> into) {
        for (String group : into) {
            groups.computeIfPresent(group, (id, found) -> found.with(peer));
        }
    }

    public void leave(String peer, List<String> outOf) {
        for (String group : outOf) {
            groups.computeIfPresent(group, (id, found) -> found.without(peer));
        }
    }

    public void removePeer(String peer) {
        leave(peer, List.copyOf(groups.keySet()));
        peers.remove(peer);
    }

    public boolean propagatesGroups() {
        return settings.path("groups_propagation_enabled").asBoolean();
    }

    /**
     * Records something that happened.
     *
     * @param at RFC 3339
     * @param name shown as the target's name
     */
    public void happened(
            String at, String code, String activity, User initiator, String target, String name) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("id", String.valueOf(++lastEvent));
        event.put("timestamp", at);
        event.put("activity", activity);
        event.put("activity_code", code);
        event.put("initiator_id", initiator.id());
        event.put("initiator_name", initiator.name());
        event.put("initiator_email", initiator.email());
        event.put("target_id", target);
        event.putObject("meta").put("name", name);
        events.addFirst(event);
        while (events.size() > MOST_EVENTS) {
            events.removeLast();
        }
    }
}
