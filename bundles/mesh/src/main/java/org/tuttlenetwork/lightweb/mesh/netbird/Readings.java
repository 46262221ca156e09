// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.mesh.plan.Actual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads NetBird's JSON. A null array is empty, since Go writes it so; a field that is not there at
 * all is another matter where it is to be sent back: what was left out would be erased.
 */
final class Readings {
    private Readings() {}

    static <T> Map<String, T> byId(JsonNode list, Function<JsonNode, T> reading) {
        Map<String, T> all = new HashMap<>();
        for (JsonNode object : list) {
            all.put(id(object), reading.apply(object));
        }
        return all;
    }

    static Actual.Group group(JsonNode group) {
        return new Actual.Group(id(group), text(group, "name"), ids(group.path("peers")));
    }

    static Actual.Policy policy(JsonNode policy) {
        return new Actual.Policy(id(policy), text(policy, "name"), rule(policy));
    }

    static Actual.Rule rule(JsonNode policy) {
        JsonNode rule = policy.path("rules").path(0);
        List<String> ports = new ArrayList<>(texts(rule.path("ports")));
        for (JsonNode range : rule.path("port_ranges")) {
            ports.add(text(range, "start") + "-" + text(range, "end"));
        }
        ports.sort(Comparator.comparingInt(Readings::number));
        return new Actual.Rule(
                policy.path("enabled").asBoolean() && rule.path("enabled").asBoolean(),
                ids(rule.path("sources")),
                ids(rule.path("destinations")),
                text(rule, "protocol"),
                ports,
                rule.path("bidirectional").asBoolean(),
                text(rule, "action").equals("accept"));
    }

    private static int number(String port) {
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    }

    static Actual.User user(JsonNode user) {
        return new Actual.User(
                id(user),
                text(user, "role"),
                user.path("is_blocked").asBoolean(),
                user.path("pending_approval").asBoolean(),
                texts(user.path("auto_groups")));
    }

    static Actual.Peer peer(JsonNode peer) {
        return new Actual.Peer(
                id(peer),
                text(peer, "name"),
                text(peer, "user_id"),
                text(peer, "ip"),
                text(peer, "os"),
                peer.path("connected").asBoolean());
    }

    static Actual.Zone zone(JsonNode zone) {
        List<Actual.Entry> records = new ArrayList<>();
        for (JsonNode entry : zone.path("records")) {
            records.add(
                    new Actual.Entry(
                            id(entry),
                            text(entry, "name"),
                            text(entry, "type"),
                            text(entry, "content"),
                            entry.path("ttl").asInt()));
        }
        return new Actual.Zone(
                id(zone),
                text(zone, "name"),
                text(zone, "domain"),
                new TreeSet<>(texts(zone.path("distribution_groups"))),
                records);
    }

    /**
     * @throws NetbirdException if an object lacks a field that a replacement of it has to carry
     */
    static void requireFields(JsonNode object, String... fields) throws NetbirdException {
        for (String field : fields) {
            if (!object.has(field)) {
                throw new NetbirdException(
                        "NetBird's answer has no "
                                + field
                                + ", which a write would have to send back: nothing was written",
                        false);
            }
        }
    }

    static Set<String> ids(JsonNode array) {
        return new TreeSet<>(texts(array));
    }

    /** Texts as they are, and of objects their ids. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.isObject() ? id(element) : element.asText()));
        return texts;
    }

    static String id(JsonNode object) {
        return text(object, "id");
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }
}
