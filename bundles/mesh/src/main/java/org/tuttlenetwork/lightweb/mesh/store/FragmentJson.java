// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fragments as they are stored: sets in order, so that the same fragment gives the same JSON. */
public final class FragmentJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FragmentJson() {}

    public static String write(Fragment fragment) {
        ObjectNode root = JSON.objectNode();
        for (MeshGroup group : fragment.groups()) {
            ObjectNode node = root.withArray("groups").addObject();
            node.put("key", group.key()).put("name", group.displayName());
            strings(
                    node,
                    "users",
                    group.users().stream()
                            .map(UserId::value)
                            .collect(Collectors.toCollection(TreeSet::new)));
            strings(node, "peers", new TreeSet<>(group.peers()));
        }
        for (MeshPolicy policy : fragment.policies()) {
            ObjectNode node = root.withArray("policies").addObject();
            node.put("key", policy.key())
                    .put("name", policy.displayName())
                    .put("protocol", policy.protocol().name())
                    .put("bidirectional", policy.bidirectional());
            node.set("source", reference(policy.source()));
            node.set("destination", reference(policy.destination()));
            policy.ports().forEach(node.withArray("ports")::add);
        }
        for (DnsZone zone : fragment.zones()) {
            ObjectNode node = root.withArray("zones").addObject();
            node.put("domain", zone.domain());
            if (zone.namesDevices()) {
                node.put("namesDevices", true);
            }
            node.set("distribution", reference(zone.distribution()));
            for (DnsZone.Entry entry : zone.records()) {
                node.withArray("records")
                        .addObject()
                        .put("name", entry.name())
                        .put("type", entry.type().name())
                        .put("content", entry.content())
                        .put("ttl", entry.ttlSeconds());
            }
        }
        for (KeyedDevice device : fragment.devices()) {
            ObjectNode node = root.withArray("devices").addObject();
            node.put("key", device.key()).put("name", device.displayName());
            strings(node, "joins", new TreeSet<>(device.joins()));
        }
        return root.toString();
    }

    /**
     * @throws IllegalStateException if what is stored is no fragment
     */
    public static Fragment read(String name, String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            List<MeshGroup> groups = new ArrayList<>();
            for (JsonNode node : root.path("groups")) {
                Set<UserId> users =
                        strings(node.path("users")).stream()
                                .map(UserId::new)
                                .collect(Collectors.toSet());
                groups.add(
                        new MeshGroup(
                                node.path("key").asText(),
                                node.path("name").asText(),
                                users,
                                Set.copyOf(strings(node.path("peers")))));
            }
            List<MeshPolicy> policies = new ArrayList<>();
            for (JsonNode node : root.path("policies")) {
                List<Integer> ports = new ArrayList<>();
                node.path("ports").forEach(port -> ports.add(port.asInt()));
                policies.add(
                        new MeshPolicy(
                                node.path("key").asText(),
                                node.path("name").asText(),
                                reference(node.path("source")),
                                reference(node.path("destination")),
                                MeshPolicy.Protocol.valueOf(node.path("protocol").asText()),
                                ports,
                                node.path("bidirectional").asBoolean()));
            }
            List<DnsZone> zones = new ArrayList<>();
            for (JsonNode node : root.path("zones")) {
                List<DnsZone.Entry> records = new ArrayList<>();
                for (JsonNode entry : node.path("records")) {
                    records.add(
                            new DnsZone.Entry(
                                    entry.path("name").asText(),
                                    DnsZone.Type.valueOf(entry.path("type").asText()),
                                    entry.path("content").asText(),
                                    entry.path("ttl").asInt()));
                }
                zones.add(
                        new DnsZone(
                                node.path("domain").asText(),
                                reference(node.path("distribution")),
                                records,
                                node.path("namesDevices").asBoolean()));
            }
            List<KeyedDevice> devices = new ArrayList<>();
            for (JsonNode node : root.path("devices")) {
                devices.add(
                        new KeyedDevice(
                                node.path("key").asText(),
                                node.path("name").asText(),
                                Set.copyOf(strings(node.path("joins")))));
            }
            return new Fragment(name, groups, policies, zones, devices);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored fragment " + name + " is damaged", e);
        }
    }

    private static ObjectNode reference(GroupRef reference) {
        ObjectNode node = JSON.objectNode();
        return switch (reference) {
            case GroupRef.Own(String key) -> node.put("own", key);
            case GroupRef.Foreign(String name) -> node.put("foreign", name);
            case GroupRef.Declared(String feature, String fragment, String key) ->
                    node.put("feature", feature).put("fragment", fragment).put("key", key);
        };
    }

    private static GroupRef reference(JsonNode node) {
        if (node.has("own")) {
            return new GroupRef.Own(node.path("own").asText());
        }
        if (node.has("foreign")) {
            return new GroupRef.Foreign(node.path("foreign").asText());
        }
        return new GroupRef.Declared(
                node.path("feature").asText(),
                node.path("fragment").asText(),
                node.path("key").asText());
    }

    private static void strings(ObjectNode node, String field, Collection<String> values) {
        values.forEach(node.withArray(field)::add);
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(element -> values.add(element.asText()));
        return values;
    }
}
