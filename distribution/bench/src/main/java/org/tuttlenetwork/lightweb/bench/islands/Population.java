// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Newcomer;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts a grid's people and islands into the stand-ins, as they would be if the host had made them:
 * one device each, connected.
 */
final class Population {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final String DOMAIN = "islands.tuttle.internal";
    private static final List<String> ROLES =
            List.of("owner", "admin", "moderator", "member", "guest");

    /** No island's: by it the host knows who they are before they come to one. */
    private static final String GUEST = "bench:guest";

    private final Grid grid;
    private final int islandsInZitadel;
    private final int guests;
    private final List<List<Integer>> islands;
    private final List<Placed> placed = new ArrayList<>();

    /** Which of NetBird's objects belong to an island, by the nonces in their names. */
    record Placed(Marked group, Marked policy, Marked zone) {}

    /** An object of NetBird's and the nonce in its name. */
    record Marked(String id, String nonce) {}

    /**
     * @param islandsInZitadel how many have their roles in Zitadel, and are islands of the host
     *     that may be changed; the others are there for the mesh alone
     * @param guests people on no island
     */
    Population(Grid grid, int islandsInZitadel, int guests) {
        this.grid = grid;
        this.islandsInZitadel = islandsInZitadel;
        this.guests = guests;
        this.islands = grid.byPerson();
    }

    Grid grid() {
        return grid;
    }

    int guests() {
        return guests;
    }

    int islandsInZitadel() {
        return islandsInZitadel;
    }

    /** How many have a role: of others the host does not know. */
    int known() {
        long members =
                IntStream.range(0, grid.people())
                        .filter(person -> !inZitadel(person).isEmpty())
                        .count();
        return guests + (int) members;
    }

    private List<Integer> inZitadel(int person) {
        return islands.get(person).stream().filter(island -> island < islandsInZitadel).toList();
    }

    /** By island, once NetBird is filled. */
    List<Placed> placed() {
        return List.copyOf(placed);
    }

    void fill(ZitadelStandIn zitadel) {
        List<String> roles = new ArrayList<>(List.of(GUEST));
        for (int island = 0; island < islandsInZitadel; island++) {
            for (String role : ROLES) {
                roles.add(Grid.role(island, role));
            }
        }
        List<Newcomer> newcomers = new ArrayList<>();
        for (int person = 0; person < grid.people(); person++) {
            // Who is in the first column owns what goes through there.
            String role = person < grid.side() ? "owner" : "member";
            List<String> keys =
                    inZitadel(person).stream().map(island -> Grid.role(island, role)).toList();
            if (!keys.isEmpty()) {
                newcomers.add(newcomer(Grid.user(person), "person-" + person, keys));
            }
        }
        for (int guest = 0; guest < guests; guest++) {
            newcomers.add(newcomer(Grid.guest(guest), "guest-" + guest, List.of(GUEST)));
        }
        zitadel.console().importAll(roles, newcomers);
    }

    private static Newcomer newcomer(String id, String name, List<String> roles) {
        User.Profile profile = new User.Profile(name, "Bench", name + "@bench.test", "en");
        return new Newcomer(id, name, profile, roles);
    }

    /**
     * Devices, groups, auto groups, policies, zones.
     *
     * @throws IOException if NetBird lets somebody wait
     */
    void fill(NetbirdStandIn netbird) throws IOException {
        // Everybody would reach everybody, and nobody could be seen to go.
        netbird.edit("GET", "/api/policies", null)
                .forEach(
                        one ->
                                netbird.edit(
                                        "DELETE",
                                        "/api/policies/" + one.path("id").asText(),
                                        null));
        letEverybodyIn(netbird);
        // Names before devices: each change of names is computed for every device there is.
        List<Marked> groups = new ArrayList<>();
        List<Marked> zones = new ArrayList<>();
        for (int island = 0; island < grid.islands(); island++) {
            String nonce = nonce(3 * island);
            ObjectNode body = JSON.objectNode().put("name", marked(title(island), nonce));
            body.putArray("peers");
            groups.add(new Marked(make(netbird, "/api/groups", body), nonce));
            zones.add(zone(netbird, island, groups.get(island).id()));
        }
        List<String> devices = new ArrayList<>();
        for (int person = 0; person < grid.people(); person++) {
            devices.add(device(netbird, Grid.user(person), "device-" + person));
        }
        for (int guest = 0; guest < guests; guest++) {
            device(netbird, Grid.guest(guest), "guest-device-" + guest);
        }
        for (int island = 0; island < grid.islands(); island++) {
            Marked group = groups.get(island);
            ObjectNode body = JSON.objectNode().put("name", marked(title(island), group.nonce()));
            ArrayNode peers = body.putArray("peers");
            grid.on(island).forEach(person -> peers.add(devices.get(person)));
            netbird.edit("PUT", "/api/groups/" + group.id(), body);
        }
        for (int person = 0; person < grid.people(); person++) {
            ArrayNode mine = JSON.arrayNode();
            islands.get(person).forEach(island -> mine.add(groups.get(island).id()));
            ObjectNode user = JSON.objectNode().put("role", "user").put("is_blocked", false);
            user.set("auto_groups", mine);
            netbird.edit("PUT", "/api/users/" + Grid.user(person), user);
        }
        for (int island = 0; island < grid.islands(); island++) {
            String nonce = nonce(3 * island + 1);
            String name = marked(title(island) + " members", nonce);
            ObjectNode body = policy(name, groups.get(island).id());
            Marked policy = new Marked(make(netbird, "/api/policies", body), nonce);
            placed.add(new Placed(groups.get(island), policy, zones.get(island)));
        }
    }

    private static Marked zone(NetbirdStandIn netbird, int island, String group) {
        String nonce = nonce(3 * island + 2);
        ObjectNode body = JSON.objectNode().put("name", marked(domain(island), nonce));
        body.put("domain", domain(island)).put("enabled", true).put("enable_search_domain", false);
        body.putArray("distribution_groups").add(group);
        return new Marked(make(netbird, "/api/dns/zones", body), nonce);
    }

    private static void letEverybodyIn(NetbirdStandIn netbird) {
        var account = netbird.edit("GET", "/api/accounts", null).path(0);
        ObjectNode settings = account.path("settings").deepCopy();
        settings.withObject("/extra").put("user_approval_required", false);
        ObjectNode body = JSON.objectNode();
        body.set("settings", settings);
        netbird.edit("PUT", "/api/accounts/" + account.path("id").asText(), body);
    }

    private static String device(NetbirdStandIn netbird, String user, String name)
            throws IOException {
        String peer = netbird.logIn(user, name + "@bench.test", name, name);
        if (peer == null) {
            throw new IOException("NetBird's stand-in lets " + user + " wait for approval");
        }
        return peer;
    }

    private static String make(NetbirdStandIn netbird, String path, ObjectNode body) {
        return netbird.edit("POST", path, body).path("id").asText();
    }

    /** The rule of an island whose members reach everything, in the form of NetBird's API. */
    private static ObjectNode policy(String name, String group) {
        ObjectNode body = JSON.objectNode().put("name", name).put("description", "");
        body.put("enabled", true).putArray("source_posture_checks");
        ObjectNode rule = body.putArray("rules").addObject().put("name", name);
        rule.put("enabled", true).put("action", "accept");
        rule.put("bidirectional", true).put("protocol", "all");
        rule.putArray("sources").add(group);
        rule.putArray("destinations").add(group);
        return body;
    }

    /** The island's zone, where nobody configured another place for them. */
    static String domain(int island) {
        return Grid.slug(island) + "." + DOMAIN;
    }

    static String title(int island) {
        return "island " + Grid.slug(island);
    }

    private static String marked(String name, String nonce) {
        return name + " [lw:" + nonce + "]";
    }

    private static String nonce(int number) {
        return HexFormat.of().toHexDigits((long) number).repeat(2);
    }
}
