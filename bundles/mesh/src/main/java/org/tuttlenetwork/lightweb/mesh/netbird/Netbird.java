// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import static org.tuttlenetwork.lightweb.mesh.netbird.Readings.id;
import static org.tuttlenetwork.lightweb.mesh.netbird.Readings.ids;
import static org.tuttlenetwork.lightweb.mesh.netbird.Readings.requireFields;
import static org.tuttlenetwork.lightweb.mesh.netbird.Readings.text;
import static org.tuttlenetwork.lightweb.mesh.netbird.Readings.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Actual.Rule;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * NetBird's objects. PUTs replace everything and there is no ETag, so each write follows a fresh
 * read of the object, sends back all that it does not mean to change, and compares the answer with
 * what was asked. What is already so is never written: it would hold other changes back (netbird.md
 * §5.1).
 */
public final class Netbird {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String USERS = "/users?service_user=false";

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
        return new Actual(
                Readings.byId(network.get("/groups"), Readings::group),
                Readings.byId(network.get("/policies"), Readings::policy),
                Readings.byId(network.get(USERS), Readings::user),
                Readings.byId(network.get("/peers"), Readings::peer),
                Readings.byId(network.get("/dns/zones"), Readings::zone));
    }

    /** Whether NetBird answers now and takes both tokens: then it failed for one object only. */
    public boolean isWell() {
        return network.isAnswered() && admin.isAnswered();
    }

    /** Whether an object that a listing lacks is gone indeed. */
    public boolean isGone(Kind kind, String id) throws NetbirdException {
        String path =
                switch (kind) {
                    case GROUP, DEVICE -> "/groups/";
                    case POLICY -> "/policies/";
                    case ZONE -> "/dns/zones/";
                };
        return network.find(path + id).isEmpty();
    }

    /** Makes an empty group. */
    public String createGroup(String name) throws NetbirdException {
        ObjectNode body = JSON.objectNode().put("name", name);
        body.set("peers", JSON.arrayNode());
        return made(network.post("/groups", body));
    }

    /** Changes who is in a group, keeping all else. */
    public void changePeers(String groupId, Set<String> add, Set<String> remove)
            throws NetbirdException {
        JsonNode fresh = network.get("/groups/" + groupId);
        requireFields(fresh, "name", "peers", "resources");
        Set<String> peers = ids(fresh.path("peers"));
        boolean changed = peers.addAll(add);
        changed |= peers.removeAll(remove);
        if (changed) {
            require(ids(putGroup(fresh, peers).path("peers")).equals(peers), "a group's devices");
        }
    }

    private JsonNode putGroup(JsonNode fresh, Collection<String> peers) throws NetbirdException {
        ObjectNode body = JSON.objectNode().put("name", text(fresh, "name"));
        body.set("peers", array(peers));
        ArrayNode resources = body.putArray("resources");
        for (JsonNode resource : fresh.path("resources")) {
            resources.addObject().put("id", id(resource)).put("type", text(resource, "type"));
        }
        return network.put("/groups/" + id(fresh), body);
    }

    /** Changes a user's auto groups, keeping role, block and every group that is not named. */
    public void changeAutoGroups(String userId, Set<String> add, Set<String> remove)
            throws NetbirdException {
        JsonNode fresh = user(userId);
        requireFields(fresh, "role", "is_blocked", "auto_groups");
        List<String> groups = new ArrayList<>(texts(fresh.path("auto_groups")));
        boolean changed = groups.removeAll(remove);
        for (String group : add) {
            changed |= !groups.contains(group) && groups.add(group);
        }
        if (!changed) {
            return;
        }
        ObjectNode body =
                JSON.objectNode()
                        .put("role", text(fresh, "role"))
                        .put("is_blocked", fresh.path("is_blocked").asBoolean());
        body.set("auto_groups", array(groups));
        try {
            JsonNode answer = admin.putOnce("/users/" + userId, body);
            require(
                    ids(answer.path("auto_groups")).equals(Set.copyOf(groups)),
                    "a user's auto groups");
        } catch (NetbirdException e) {
            tellIfDone(userId, Set.copyOf(groups), add, remove);
            throw e;
        }
    }

    /**
     * NetBird may store a user and then fail before it tells any device, and a second try finds
     * nothing to tell (netbird.md §2.2, hazard 1). Writing the groups as they are makes it tell.
     */
    private void tellIfDone(
            String userId, Set<String> groups, Set<String> added, Set<String> removed)
            throws NetbirdException {
        if (!ids(user(userId).path("auto_groups")).equals(groups)) {
            return;
        }
        Set<String> touched = new TreeSet<>(added);
        touched.addAll(removed);
        for (String group : touched) {
            JsonNode fresh = network.get("/groups/" + group);
            requireFields(fresh, "name", "peers", "resources");
            putGroup(fresh, ids(fresh.path("peers")));
        }
    }

    private JsonNode user(String userId) throws NetbirdException {
        return StreamSupport.stream(admin.get(USERS).spliterator(), false)
                .filter(user -> id(user).equals(userId))
                .findFirst()
                .orElseThrow(
                        () -> new NetbirdException("A user is not in NetBird any more", false));
    }

    public void deleteGroup(String groupId) throws NetbirdException {
        network.delete("/groups/" + groupId);
    }

    public void approve(String userId) throws NetbirdException {
        admin.post("/users/" + userId + "/approve", null);
    }

    public String createPolicy(String name, Rule rule) throws NetbirdException {
        return id(kept(rule, network.post("/policies", policy(name, "", List.of(), rule))));
    }

    public void updatePolicy(String policyId, Rule rule) throws NetbirdException {
        JsonNode fresh = network.get("/policies/" + policyId);
        requireFields(fresh, "name", "source_posture_checks");
        List<String> checks = texts(fresh.path("source_posture_checks"));
        ObjectNode body = policy(text(fresh, "name"), text(fresh, "description"), checks, rule);
        JsonNode answer = kept(rule, network.put("/policies/" + policyId, body));
        require(texts(answer.path("source_posture_checks")).equals(checks), "posture checks");
    }

    /** NetBird drops groups that it does not know without a word. */
    private static JsonNode kept(Rule rule, JsonNode answer) throws NetbirdException {
        made(answer);
        require(Readings.rule(answer).equals(rule), "the policy " + text(answer, "name"));
        return answer;
    }

    public void deletePolicy(String policyId) throws NetbirdException {
        network.delete("/policies/" + policyId);
    }

    /** Makes a zone without records. */
    public String createZone(String name, String domain, String groupId) throws NetbirdException {
        return made(network.post("/dns/zones", zone(name, domain, true, false, groupId)));
    }

    /** Shows a zone to one group only. */
    public void distributeZone(String zoneId, String groupId) throws NetbirdException {
        JsonNode fresh = network.get("/dns/zones/" + zoneId);
        requireFields(fresh, "name", "domain", "enabled", "enable_search_domain");
        ObjectNode body =
                zone(
                        text(fresh, "name"),
                        text(fresh, "domain"),
                        fresh.path("enabled").asBoolean(),
                        fresh.path("enable_search_domain").asBoolean(),
                        groupId);
        JsonNode answer = network.put("/dns/zones/" + zoneId, body);
        require(
                ids(answer.path("distribution_groups")).equals(Set.of(groupId)),
                "who sees the zone " + text(fresh, "domain"));
    }

    private static ObjectNode zone(
            String name, String domain, boolean enabled, boolean search, String groupId) {
        ObjectNode body =
                JSON.objectNode()
                        .put("name", name)
                        .put("domain", domain)
                        .put("enabled", enabled)
                        .put("enable_search_domain", search);
        body.set("distribution_groups", array(List.of(groupId)));
        return body;
    }

    public void deleteZone(String zoneId) throws NetbirdException {
        network.delete("/dns/zones/" + zoneId);
    }

    public void addRecord(String zoneId, DnsZone.Entry entry) throws NetbirdException {
        JsonNode answer =
                network.post(
                        "/dns/zones/" + zoneId + "/records",
                        JSON.objectNode()
                                .put("name", entry.name())
                                .put("type", entry.type().name())
                                .put("content", entry.content())
                                .put("ttl", entry.ttlSeconds()));
        require(text(answer, "content").equals(entry.content()), "the name " + entry.name());
    }

    public void removeRecord(String zoneId, String recordId) throws NetbirdException {
        network.delete("/dns/zones/" + zoneId + "/records/" + recordId);
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
        require(texts(answer.path("auto_groups")).equals(List.of(groupId)), "a setup key's group");
        return new SetupKey(made(answer), text(answer, "key"));
    }

    /** NetBird's group of exactly this name; empty where there is none or more than one. */
    public Optional<Actual.Group> groupNamed(String name) throws NetbirdException {
        List<Actual.Group> named =
                Readings.byId(network.get("/groups"), Readings::group).values().stream()
                        .filter(group -> group.name().equals(name))
                        .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** Who is in a group now, by id; nobody where it is gone. */
    public Set<String> peersOf(String groupId) throws NetbirdException {
        return network.find("/groups/" + groupId)
                .map(Readings::group)
                .map(Actual.Group::peers)
                .orElse(Set.of());
    }

    /** All setup keys: id, name, and whether one may still be used. */
    public List<ListedKey> setupKeys() throws NetbirdException {
        List<ListedKey> keys = new ArrayList<>();
        for (JsonNode key : admin.get("/setup-keys")) {
            keys.add(new ListedKey(id(key), text(key, "name"), text(key, "state").equals("valid")));
        }
        return keys;
    }

    /** Deletes a key by its id, or where that was lost by what its name ends with; none is fine. */
    public void deleteSetupKeyOf(String id, String mark) throws NetbirdException {
        for (ListedKey key : setupKeys()) {
            if (id.isEmpty() ? key.name().endsWith(mark) : key.id().equals(id)) {
                deleteSetupKey(key.id());
            }
        }
    }

    /** Takes a device out of NetBird wholly; one that is gone is fine. */
    public void deletePeer(String id) throws NetbirdException {
        admin.delete("/peers/" + id);
    }

    public void deleteSetupKey(String id) throws NetbirdException {
        admin.delete("/setup-keys/" + id);
    }

    private static ObjectNode policy(
            String name, String description, List<String> checks, Rule rule) {
        ObjectNode body =
                JSON.objectNode()
                        .put("name", name)
                        .put("description", description)
                        .put("enabled", rule.enabled());
        body.set("source_posture_checks", array(checks));
        ObjectNode only =
                body.putArray("rules")
                        .addObject()
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
        return body;
    }

    private static String made(JsonNode answer) throws NetbirdException {
        require(!id(answer).isEmpty(), "the id of what was made");
        return id(answer);
    }

    private static void require(boolean kept, String what) throws NetbirdException {
        if (!kept) {
            throw new NetbirdException(
                    "NetBird answers with something else than it was asked for: " + what, false);
        }
    }

    private static ArrayNode array(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    /**
     * A setup key.
     *
     * @param id NetBird's id
     * @param key the key in plain
     */
    public record SetupKey(String id, String key) {}

    /**
     * A setup key as it is listed.
     *
     * @param usable neither used up, expired nor revoked
     */
    public record ListedKey(String id, String name, boolean usable) {}
}
