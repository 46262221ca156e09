// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Group;
import org.tuttlenetwork.lightweb.demo.netbird.state.Policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups, peers and policies as the API shows them; each names the others. */
final class Views {
    private Views() {}

    static ObjectNode group(Account account, Group group) {
        ObjectNode json = minimum(account, group).put("issued", group.issued());
        List<JsonNode> peers = new ArrayList<>();
        for (String peer : account.members(group.id())) {
            String name = account.peers.getOrDefault(peer, json).path("name").asText();
            peers.add(Json.object().put("id", peer).put("name", name));
        }
        json.set("peers", Json.slice(peers));
        json.set("resources", Json.slice(group.resources()));
        return json;
    }

    static ObjectNode minimum(Account account, Group group) {
        return Json.object()
                .put("id", group.id())
                .put("name", group.name())
                .put("peers_count", account.members(group.id()).size())
                .put("resources_count", group.resources().size());
    }

    static ObjectNode peer(Account account, ObjectNode stored) {
        return peer(
                stored,
                account.groupsOf(stored.path("id").asText()).stream()
                        .map(group -> minimum(account, group))
                        .toList());
    }

    /** The groups of every peer, for listings: one after another would look at each group. */
    static Map<String, List<ObjectNode>> groupsByPeer(Account account) {
        Map<String, List<ObjectNode>> groups = new HashMap<>();
        for (Group group : account.groups.values()) {
            ObjectNode minimum = minimum(account, group);
            for (String peer : group.peers()) {
                groups.computeIfAbsent(peer, _ -> new ArrayList<>()).add(minimum);
            }
        }
        return groups;
    }

    static ObjectNode peer(ObjectNode stored, List<ObjectNode> groups) {
        ObjectNode json = stored.deepCopy();
        json.set("groups", Json.slice(groups));
        return json;
    }

    static ObjectNode policy(Account account, Policy policy) {
        ObjectNode json = Json.object();
        json.put("id", policy.id()).put("name", policy.name());
        json.put("description", policy.description()).put("enabled", policy.enabled());
        json.set(
                "source_posture_checks",
                policy.postureChecks().isEmpty()
                        ? json.nullNode()
                        : Json.texts(policy.postureChecks()));
        Map<String, ObjectNode> shown = new HashMap<>();
        List<ObjectNode> rules = new ArrayList<>();
        for (ObjectNode rule : policy.rules()) {
            ObjectNode view = rule.deepCopy();
            view.set("sources", sources(account, rule, shown));
            view.set("destinations", destinations(account, rule, shown));
            rules.add(view);
        }
        json.set("rules", Json.slice(rules));
        return json;
    }

    /** A source that any rule has shown before is left out, and its resources are not counted. */
    private static JsonNode sources(
            Account account, ObjectNode rule, Map<String, ObjectNode> shown) {
        List<ObjectNode> sources = new ArrayList<>();
        for (String id : Policy.ids(rule, "sources")) {
            Group group = account.groups.get(id);
            if (group != null && !shown.containsKey(id)) {
                ObjectNode minimum = minimum(account, group).put("resources_count", 0);
                shown.put(id, minimum);
                sources.add(minimum);
            }
        }
        return Json.slice(sources);
    }

    /** A destination that was shown before is shown as it was then, without its resources. */
    private static JsonNode destinations(
            Account account, ObjectNode rule, Map<String, ObjectNode> shown) {
        List<ObjectNode> destinations = new ArrayList<>();
        for (String id : Policy.ids(rule, "destinations")) {
            Group group = account.groups.get(id);
            if (group != null) {
                destinations.add(
                        shown.computeIfAbsent(id, key -> minimum(account, group)).deepCopy());
            }
        }
        return Json.slice(destinations);
    }
}
