// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.state.Account;

import java.util.List;
import java.util.Set;

/** Checks a policy's rule and makes of it what is stored (netbird.md §2.5). */
final class PolicyRules {
    private static final Set<String> ACTIONS = Set.of("accept", "drop");
    private static final Set<String> PROTOCOLS = Set.of("all", "tcp", "udp", "icmp", "netbird-ssh");
    private static final int HIGHEST_PORT = 65_535;

    private PolicyRules() {}

    /**
     * @throws ApiError 422 if the rule breaks one of NetBird's rules
     */
    static ObjectNode read(Account account, Body rule, String policy) {
        requireSides(rule);
        String protocol = rule.text("protocol");
        if (!ACTIONS.contains(rule.text("action"))) {
            throw ApiError.invalid("unknown action type");
        }
        if (!PROTOCOLS.contains(protocol)) {
            throw ApiError.invalid("unknown protocol type: " + protocol);
        }
        ObjectNode stored = Json.object();
        stored.put("id", policy).put("name", rule.text("name"));
        stored.put("description", rule.text("description")).put("enabled", rule.flag("enabled"));
        stored.put("action", rule.text("action")).put("protocol", protocol);
        stored.put("bidirectional", rule.flag("bidirectional"));
        ports(rule, protocol, stored);
        side(account, rule, "source", stored);
        side(account, rule, "destination", stored);
        authorizedGroups(rule, protocol, stored);
        return stored;
    }

    private static void requireSides(Body rule) {
        for (String side : List.of("source", "destination")) {
            boolean groups = rule.has(side + "s");
            boolean resource = rule.has(side + "Resource");
            if (groups && resource) {
                throw ApiError.invalid(
                        "specify either " + side + "s or  " + side + " resources, not both");
            }
            if (!groups && !resource) {
                throw ApiError.invalid(
                        "specify either sources or source resources and destinations or destination"
                                + " resources");
            }
        }
    }

    private static void ports(Body rule, String protocol, ObjectNode stored) {
        List<String> ports = rule.texts("ports");
        List<Body> ranges = rule.objects("port_ranges");
        if (!ports.isEmpty() && !ranges.isEmpty()) {
            throw ApiError.invalid("specify either individual ports or port ranges, not both");
        }
        for (String port : ports) {
            if (!port.matches("[+]?[0-9]{1,9}") || !isPort(Long.parseLong(port))) {
                throw noPort();
            }
        }
        boolean none = ports.isEmpty() && ranges.isEmpty();
        if (!none && (protocol.equals("all") || protocol.equals("icmp"))) {
            throw ApiError.invalid("for ALL or ICMP protocol ports is not allowed");
        }
        if (!ports.isEmpty()) {
            stored.set("ports", Json.texts(ports));
        }
        if (!ranges.isEmpty()) {
            ArrayNode array = stored.putArray("port_ranges");
            ranges.forEach(range -> array.add(range(range)));
        }
    }

    /** That the start is not after the end is not checked there either. */
    private static ObjectNode range(Body range) {
        long start = range.number("start");
        long end = range.number("end");
        if (start < 1 || end > HIGHEST_PORT) {
            throw noPort();
        }
        return Json.object().put("start", (int) start).put("end", (int) end);
    }

    private static boolean isPort(long port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }

    private static ApiError noPort() {
        return ApiError.invalid("valid port value is in 1..65535 range");
    }

    /** Unknown groups are left out without a word. */
    private static void side(Account account, Body rule, String side, ObjectNode stored) {
        List<String> known =
                rule.texts(side + "s").stream().filter(account.groups::containsKey).toList();
        stored.set(side + "s", Json.texts(known));
        if (rule.has(side + "Resource")) {
            Body resource = rule.object(side + "Resource");
            ObjectNode object = stored.putObject(side + "Resource");
            object.put("id", resource.text("id")).put("type", resource.text("type"));
        }
    }

    private static void authorizedGroups(Body rule, String protocol, ObjectNode stored) {
        if (!rule.has("authorized_groups")) {
            return;
        }
        JsonNode groups = rule.object("authorized_groups").json();
        if (protocol.equals("netbird-ssh") && !groups.isEmpty()) {
            for (String source : rule.texts("sources")) {
                if (!groups.has(source)) {
                    throw ApiError.invalid(
                            "authorized group for source group " + source + " is missing");
                }
            }
            stored.set("authorized_groups", groups.deepCopy());
        }
    }
}
