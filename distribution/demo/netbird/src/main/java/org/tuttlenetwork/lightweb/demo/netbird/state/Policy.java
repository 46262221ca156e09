// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy as stored.
 *
 * @param rules as in the API, but with group ids in {@code sources} and {@code destinations}
 */
public record Policy(
        String id,
        String name,
        String description,
        boolean enabled,
        List<String> postureChecks,
        List<ObjectNode> rules) {
    public Policy {
        postureChecks = List.copyOf(postureChecks);
        rules = List.copyOf(rules);
    }

    /** The ids of the groups that the rules name. */
    public Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (ObjectNode rule : rules) {
            groups.addAll(ids(rule, "sources"));
            groups.addAll(ids(rule, "destinations"));
        }
        return groups;
    }

    /** The id of the peer that a side of a rule names itself; empty where it names groups. */
    public static Optional<String> resource(JsonNode rule, String side) {
        JsonNode resource = rule.path(side + "Resource");
        return resource.path("type").asText().equals("peer")
                ? Optional.of(resource.path("id").asText())
                : Optional.empty();
    }

    /** The group ids in a field of a rule. */
    public static List<String> ids(JsonNode rule, String field) {
        List<String> ids = new ArrayList<>();
        rule.path(field).forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
