// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Actual.Rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * NetBird's objects. PUTs replace everything and there is no ETag, so each write follows a fresh
 * read of the object and sends back all that it does not mean to change. Null arrays are empty;
 * unknown fields are left alone.
 */
public final class Netbird {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final NetbirdCalls network;
    private final NetbirdCalls admin;

    /**
     * @param network as a {@code network_admin}: groups, policies, DNS
     * @param admin as an {@code admin}: users, setup keys
     */
    public Netbird(NetbirdCalls network, NetbirdCalls admin) {
        this.network = network;
        this.admin = admin;
    }

    /** Everything that a plan needs: five listings, however large the change. */
    public Actual read() throws NetbirdException {
        Map<String, Actual.Group> groups = new HashMap<>();
        for (JsonNode group : network.get("/groups")) {
            groups.put(
                    id(group),
                    new Actual.Group(id(group), text(group, "name"), ids(group.path("peers"))));
        }
        Map<String, Actual.Policy> policies = new HashMap<>();
        for (JsonNode policy : network.get("/policies")) {
            policies.put(
                    id(policy),
                    new Actual.Policy(id(policy), text(policy, "name"), rule(policy), policy));
        }
        Map<String, Actual.User> users = new HashMap<>();
        for (JsonNode user : network.get("/users?service_user=false")) {
            users.put(
                    id(user),
                    new Actual.User(
                            id(user),
                            text(user, "role"),
                            user.path("is_blocked").asBoolean(),
                            user.path("pending_approval").asBoolean(),
                            texts(user.path("auto_groups"))));
        }
        Map<String, Actual.Peer> peers = new HashMap<>();
        for (JsonNode peer : network.get("/peers")) {
            peers.put(
                    id(peer),
                    new Actual.Peer(
                            id(peer),
                            text(peer, "name"),
                            text(peer, "user_id"),
                            text(peer, "ip"),
                            text(peer, "os"),
                            peer.path("connected").asBoolean()));
        }
        return new Actual(groups, policies, users, peers, zones());
    }

    private Map<String, Actual.Zone> zones() throws NetbirdException {
        Map<String, Actual.Zone> zones = new HashMap<>();
        for (JsonNode zone : network.get("/dns/zones")) {
            Map<String, String> records = new TreeMap<>();
            for (JsonNode record : zone.path("records")) {
                records.put(
                        text(record, "name") + " " + text(record, "type"), text(record, "content"));
            }
            zones.put(
                    id(zone),
                    new Actual.Zone(
                            id(zone),
                            text(zone, "domain"),
                            new TreeSet<>(texts(zone.path("distribution_groups"))),
                            records));
        }
        return zones;
    }

    /** Makes an empty group. */
    public String createGroup(String name) throws NetbirdException {
        ObjectNode body = JSON.objectNode().put("name", name);
        body.set("peers", JSON.arrayNode());
        return id(network.post("/groups", body));
    }

    /**
     * Changes who is in a group, keeping all else.
     *
     * @return whether NetBird shows it as asked for
     */
    public boolean changePeers(String groupId, Set<String> add, Set<String> remove)
            throws NetbirdException {
        JsonNode fresh = network.get("/groups/" + groupId);
        Set<String> peers = new TreeSet<>(ids(fresh.path("peers")));
        peers.addAll(add);
        peers.removeAll(remove);
        ObjectNode body = JSON.objectNode().put("name", text(fresh, "name"));
        body.set("peers", array(peers));
        ArrayNode resources = JSON.arrayNode();
        for (JsonNode resource : fresh.path("resources")) {
            resources.addObject().put("id", id(resource)).put("type", text(resource, "type"));
        }
        body.set("resources", resources);
        JsonNode answer = network.put("/groups/" + groupId, body);
        return ids(answer.path("peers")).equals(peers);
    }

    public void deleteGroup(String groupId) throws NetbirdException {
        network.delete("/groups/" + groupId);
    }

    /** Changes a user's auto groups, keeping role, block and every group that is not named. */
    public boolean changeAutoGroups(String userId, Set<String> add, Set<String> remove)
            throws NetbirdException {
        JsonNode fresh =
                StreamSupport.stream(admin.get("/users?service_user=false").spliterator(), false)
                        .filter(user -> id(user).equals(userId))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new NetbirdException(
                                                "The user " + userId + " is not in NetBird",
                                                false));
        List<String> groups = new ArrayList<>(texts(fresh.path("auto_groups")));
        groups.removeAll(remove);
        add.stream().filter(group -> !groups.contains(group)).forEach(groups::add);
        ObjectNode body =
                JSON.objectNode()
                        .put("role", text(fresh, "role"))
                        .put("is_blocked", fresh.path("is_blocked").asBoolean());
        body.set("auto_groups", array(groups));
        JsonNode answer = admin.put("/users/" + userId, body);
        return Set.copyOf(texts(answer.path("auto_groups"))).equals(Set.copyOf(groups));
    }

    public void approve(String userId) throws NetbirdException {
        admin.post("/users/" + userId + "/approve", JSON.objectNode());
    }

    public String createPolicy(String name, Rule rule) throws NetbirdException {
        JsonNode answer = network.post("/policies", policy(name, "", JSON.arrayNode(), rule));
        requireSame(rule, answer);
        return id(answer);
    }

    public void updatePolicy(String policyId, Rule rule) throws NetbirdException {
        JsonNode fresh = network.get("/policies/" + policyId);
        ArrayNode checks = array(texts(fresh.path("source_posture_checks")));
        requireSame(
                rule,
                network.put(
                        "/policies/" + policyId,
                        policy(text(fresh, "name"), text(fresh, "description"), checks, rule)));
    }

    /** NetBird drops groups that it does not know without a word. */
    private static void requireSame(Rule rule, JsonNode answer) throws NetbirdException {
        if (!rule(answer).equals(rule)) {
            throw new NetbirdException(
                    "NetBird kept the policy "
                            + text(answer, "name")
                            + " in another form than it was asked to",
                    false);
        }
    }

    public void deletePolicy(String policyId) throws NetbirdException {
        network.delete("/policies/" + policyId);
    }

    public String createZone(DnsZone zone, String groupId) throws NetbirdException {
        ObjectNode body =
                JSON.objectNode()
                        .put("name", zone.domain())
                        .put("domain", zone.domain())
                        .put("enabled", true)
                        .put("enable_search_domain", false);
        body.set("distribution_groups", array(List.of(groupId)));
        String id = id(network.post("/dns/zones", body));
        for (DnsZone.Entry entry : zone.records()) {
            network.post(
                    "/dns/zones/" + id + "/records",
                    JSON.objectNode()
                            .put("name", entry.name())
                            .put("type", entry.type().name())
                            .put("content", entry.content())
                            .put("ttl", entry.ttlSeconds()));
        }
        return id;
    }

    public void deleteZone(String zoneId) throws NetbirdException {
        network.delete("/dns/zones/" + zoneId);
    }

    /** Makes a one-off setup key for a group: its id and, this once, the key. */
    public SetupKey createSetupKey(String name, String groupId, Duration validity)
            throws NetbirdException {
        ObjectNode body =
                JSON.objectNode()
                        .put("name", name)
                        .put("type", "one-off")
                        .put("expires_in", validity.toSeconds())
                        .put("usage_limit", 1)
                        .put("ephemeral", false);
        body.set("auto_groups", array(List.of(groupId)));
        JsonNode answer = admin.post("/setup-keys", body);
        return new SetupKey(id(answer), text(answer, "key"));
    }

    /** The setup keys that are used up or over. */
    public Set<String> spentSetupKeys() throws NetbirdException {
        Set<String> spent = new TreeSet<>();
        for (JsonNode key : admin.get("/setup-keys")) {
            if (!text(key, "state").equals("valid")) {
                spent.add(id(key));
            }
        }
        return spent;
    }

    public void deleteSetupKey(String id) throws NetbirdException {
        admin.delete("/setup-keys/" + id);
    }

    private static ObjectNode policy(String name, String description, ArrayNode checks, Rule rule) {
        ObjectNode body =
                JSON.objectNode()
                        .put("name", name)
                        .put("description", description)
                        .put("enabled", rule.enabled());
        body.set("source_posture_checks", checks);
        ObjectNode only =
                JSON.objectNode()
                        .put("name", name)
                        .put("enabled", rule.enabled())
                        .put("action", rule.accept() ? "accept" : "drop")
                        .put("bidirectional", rule.bidirectional())
                        .put("protocol", rule.protocol());
        only.set("sources", array(rule.sources()));
        only.set("destinations", array(rule.destinations()));
        if (!rule.ports().isEmpty()) {
            only.set("ports", array(rule.ports()));
        }
        body.set("rules", JSON.arrayNode().add(only));
        return body;
    }

    private static Rule rule(JsonNode policy) {
        JsonNode rule = policy.path("rules").path(0);
        List<String> ports = new ArrayList<>(texts(rule.path("ports")));
        ports.sort(
                java.util.Comparator.comparingInt(
                        port -> port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0));
        return new Rule(
                policy.path("enabled").asBoolean() && rule.path("enabled").asBoolean(),
                ids(rule.path("sources")),
                ids(rule.path("destinations")),
                text(rule, "protocol"),
                ports,
                rule.path("bidirectional").asBoolean(),
                text(rule, "action").equals("accept"));
    }

    private static Set<String> ids(JsonNode array) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode element : array) {
            ids.add(element.isTextual() ? element.asText() : id(element));
        }
        return ids;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.isObject() ? id(element) : element.asText()));
        return texts;
    }

    private static ArrayNode array(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static String id(JsonNode object) {
        return text(object, "id");
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    /**
     * A setup key.
     *
     * @param id NetBird's id
     * @param key the key in plain
     */
    public record SetupKey(String id, String key) {}
}
