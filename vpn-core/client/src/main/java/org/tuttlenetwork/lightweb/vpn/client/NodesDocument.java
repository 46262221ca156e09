// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pool's nodes.
 *
 * @param header its version and times
 * @param pool the pool
 * @param nodes the entries that could be read
 * @param skipped how many entries could not be read and are left out, so that one bad entry takes
 *     no other node away
 */
public record NodesDocument(Header header, Pool pool, List<Node> nodes, int skipped)
        implements Content {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{3,40}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final Pattern ENDPOINT =
            Pattern.compile("(?:[0-9.]{7,15}|\\[[0-9a-fA-F:.]{2,45}\\]):[0-9]{1,5}");
    private static final int MAX_WEIGHT = 1000;

    public NodesDocument {
        nodes = List.copyOf(nodes);
    }

    /**
     * A node.
     *
     * @param id its name
     * @param jurisdiction ISO 3166-1 alpha-2
     * @param publicKey its WireGuard key, 44 characters of base64
     * @param endpoints plain endpoints, {@code address:port}, IPv6 in brackets
     * @param capabilities what it can do besides
     * @param weight 1 to 1000, for choosing among equals
     */
    public record Node(
            String id,
            String jurisdiction,
            String publicKey,
            List<String> endpoints,
            List<String> capabilities,
            int weight) {
        public Node {
            endpoints = List.copyOf(endpoints);
            capabilities = List.copyOf(capabilities);
        }
    }

    /**
     * The nodes whose country the weather admits to this pool. The list of nodes is signed by a key
     * that is online; this keeps whoever has it from placing a node outside what was approved.
     */
    public List<Node> admittedBy(PoolsDocument weather) {
        return nodes.stream().filter(node -> weather.admits(node.jurisdiction(), pool)).toList();
    }

    static NodesDocument parse(Fields fields, Pool expected) throws RefusedException {
        if (!fields.text("pool").equals(expected.name())) {
            throw new RefusedException(
                    Refusal.WRONG_TYPE,
                    "the list of " + fields.text("pool") + ", expected " + expected);
        }
        List<Node> nodes = new ArrayList<>();
        int skipped = 0;
        for (JsonNode element : fields.array("nodes")) {
            try {
                nodes.add(node(new Fields(fields.at("nodes[]"), element)));
            } catch (RefusedException _) {
                skipped++;
            }
        }
        return new NodesDocument(fields.header(), expected, nodes, skipped);
    }

    private static Node node(Fields fields) throws RefusedException {
        List<String> endpoints = fields.texts("endpoints");
        if (endpoints.isEmpty()
                || !endpoints.stream().allMatch(text -> ENDPOINT.matcher(text).matches())) {
            throw Fields.malformed(fields.at("endpoints"), "address:port");
        }
        return new Node(
                matching(fields, "id", ID),
                matching(fields, "jurisdiction", COUNTRY),
                matching(fields, "publicKey", KEY),
                endpoints,
                fields.texts("capabilities"),
                (int) fields.integer("weight", 1, MAX_WEIGHT));
    }

    private static String matching(Fields fields, String name, Pattern pattern)
            throws RefusedException {
        String text = fields.text(name);
        if (!pattern.matcher(text).matches()) {
            throw Fields.malformed(fields.at(name), pattern.pattern());
        }
        return text;
    }
}
