// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /api/peers} (netbird.md §2.6). */
final class PeerCalls {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "100\\.64\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.(25[0-4]|2[0-4]\\d|1?\\d?\\d)");

    private PeerCalls() {}

    static void addTo(Routes routes) {
        String one = "/api/peers/*";
        routes.add("GET", "/api/peers", Module.PEERS, Operation.READ, PeerCalls::list);
        routes.add("GET", one, Module.PEERS, Operation.READ, PeerCalls::get);
        routes.add("PUT", one, Module.PEERS, Operation.UPDATE, PeerCalls::replace);
        routes.add("DELETE", one, Module.PEERS, Operation.DELETE, PeerCalls::delete);
    }

    private static JsonNode list(Call call) {
        Map<String, List<ObjectNode>> groups = Views.groupsByPeer(call.account());
        return Json.array(
                call.account().peers.values().stream()
                        .filter(peer -> matches(call, peer, "name") && matches(call, peer, "ip"))
                        .map(
                                peer ->
                                        Views.peer(peer, groups.getOrDefault(id(peer), List.of()))
                                                .put("accessible_peers_count", 0))
                        .toList());
    }

    private static boolean matches(Call call, ObjectNode peer, String field) {
        String wanted = call.query(field);
        return wanted.isEmpty() || wanted.equals(peer.path(field).asText());
    }

    private static JsonNode get(Call call) {
        return Views.peer(call.account(), existing(call));
    }

    private static JsonNode replace(Call call) {
        ObjectNode peer = existing(call);
        Body body = call.body();
        boolean joinedByKey = peer.path("user_id").asText().isEmpty();
        for (String field :
                new String[] {"login_expiration_enabled", "inactivity_expiration_enabled"}) {
            if (joinedByKey && body.flag(field) != peer.path(field).asBoolean()) {
                throw ApiError.precondition(
                        "this peer hasn't been added with the SSO login, therefore the "
                                + field.replace("_enabled", "").replace('_', ' ')
                                + " can't be updated");
            }
        }
        if (body.has("ip")) {
            peer.put("ip", requireFreeAddress(call, peer, body.text("ip")));
            call.happened("peer.ip.update", "Peer IP updated", id(peer), body.text("ip"));
        }
        if (!body.text("name").equals(peer.path("name").asText())) {
            call.happened("peer.rename", "Peer renamed", id(peer), body.text("name"));
        }
        peer.put("name", body.text("name")).put("ssh_enabled", body.flag("ssh_enabled"));
        peer.put("login_expiration_enabled", body.flag("login_expiration_enabled"));
        peer.put("inactivity_expiration_enabled", body.flag("inactivity_expiration_enabled"));
        UserCalls.touchNeighbours(call, id(peer));
        return Views.peer(call.account(), peer);
    }

    private static String requireFreeAddress(Call call, ObjectNode peer, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw ApiError.invalid("invalid IP address " + address);
        }
        for (ObjectNode other : call.account().peers.values()) {
            if (!id(other).equals(id(peer)) && other.path("ip").asText().equals(address)) {
                throw ApiError.invalid("IP address " + address + " is already assigned");
            }
        }
        return address;
    }

    private static JsonNode delete(Call call) {
        ObjectNode peer = existing(call);
        UserCalls.touchNeighbours(call, id(peer));
        call.account().removePeer(id(peer));
        call.happened("user.peer.delete", "Peer deleted", id(peer), peer.path("name").asText());
        return Json.object();
    }

    private static String id(ObjectNode peer) {
        return peer.path("id").asText();
    }

    private static ObjectNode existing(Call call) {
        ObjectNode peer = call.account().peers.get(call.segment(0));
        if (peer == null) {
            throw ApiError.notFound("peer", call.segment(0));
        }
        return peer;
    }
}
