// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * A group as stored. Peers and resources may name what does not exist: NetBird has no foreign keys
 * here.
 *
 * @param issued {@code api}, {@code jwt} or {@code integration}
 * @param resources objects with {@code id} and {@code type}
 */
public record Group(
        String id, String name, String issued, List<String> peers, List<JsonNode> resources) {
    public static final String ALL = "All";

    public Group {
        peers = List.copyOf(peers);
        resources = List.copyOf(resources);
    }

    /** Whether this is the group of everybody, which NetBird knows by its name alone. */
    public boolean holdsEverybody() {
        return name.equals(ALL);
    }

    public Group with(String peer) {
        if (peers.contains(peer)) {
            return this;
        }
        List<String> more = new ArrayList<>(peers);
        more.add(peer);
        return new Group(id, name, issued, more, resources);
    }

    public Group without(String peer) {
        return new Group(
                id,
                name,
                issued,
                peers.stream().filter(other -> !other.equals(peer)).toList(),
                resources);
    }
}
