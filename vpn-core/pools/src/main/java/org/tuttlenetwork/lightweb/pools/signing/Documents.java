// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.Rubric;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the documents that clients keep. The same values at the same time give the same bytes,
 * whatever the order in which they are handed over.
 */
public final class Documents {
    private static final String SPEC = "1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Clock clock;

    /**
     * @param clock the time of issue, cut to seconds
     */
    public Documents(Clock clock) {
        this.clock = clock;
    }

    /** Names the keys of all types. */
    public Document root(Lineage lineage, RootRoles roles) {
        return make(
                DocumentType.ROOT,
                lineage,
                document -> {
                    if (roles.throwAway()) {
                        document.put("throwAway", true);
                    }
                    keys(document.putObject("keys"), roles);
                    ObjectNode names = document.putObject("roles");
                    for (DocumentType type : DocumentType.values()) {
                        RootRoles.Role role = roles.of(type);
                        ObjectNode node = names.putObject(type.id());
                        ArrayNode ids = node.putArray("keyids");
                        role.keys().stream().map(VerificationKey::keyId).sorted().forEach(ids::add);
                        node.put("threshold", role.threshold());
                    }
                });
    }

    /**
     * The weather.
     *
     * @param assessments one a country
     * @param canaries the newest statements; a country without one has none
     * @param minAppVersion the oldest app that should go on
     */
    public Document pools(
            Lineage lineage,
            Collection<Assessment> assessments,
            Collection<CanaryHead> canaries,
            String minAppVersion) {
        return make(
                DocumentType.POOLS,
                lineage,
                document -> {
                    document.put("minAppVersion", minAppVersion).put("rubric", Rubric.VERSION);
                    WeatherJson.rules(document);
                    ArrayNode jurisdictions = document.putArray("jurisdictions");
                    assessments.stream()
                            .sorted(Comparator.comparing(Assessment::jurisdiction))
                            .forEach(country -> WeatherJson.jurisdiction(jurisdictions, country));
                    ArrayNode heads = document.putArray("canaries");
                    canaries.stream()
                            .sorted(Comparator.comparing(CanaryHead::jurisdiction))
                            .forEach(head -> canary(heads, head));
                });
    }

    /**
     * A pool's nodes.
     *
     * @param assessed the countries that the weather knows
     * @param nodes the nodes; each must be in the pool
     * @throws IllegalArgumentException where a node is not in the pool or its country is not
     *     assessed
     */
    public Document nodes(
            Lineage lineage,
            PoolId pool,
            Set<JurisdictionCode> assessed,
            Collection<NodeEntry> nodes) {
        return make(
                DocumentType.NODES,
                lineage,
                document -> {
                    document.put("pool", pool.name());
                    ArrayNode array = document.putArray("nodes");
                    nodes.stream()
                            .sorted(Comparator.comparing(entry -> entry.node().id()))
                            .forEach(entry -> node(array, pool, assessed, entry));
                });
    }

    /**
     * Names the newest version of each document.
     *
     * @param references by key: {@code root}, {@code tuttle-pools}, {@code tuttle-nodes.<pool>}
     */
    public Document timestamp(Lineage lineage, Map<String, Reference> references) {
        return make(
                DocumentType.TIMESTAMP,
                lineage,
                document -> {
                    ObjectNode documents = document.putObject("documents");
                    new TreeMap<>(references)
                            .forEach(
                                    (key, reference) ->
                                            documents
                                                    .putObject(key)
                                                    .put("version", reference.version())
                                                    .put("sha256", reference.sha256()));
                });
    }

    /** The key under which a timestamp names a pool's list of nodes. */
    public static String nodesKey(PoolId pool) {
        return DocumentType.NODES.id() + "." + pool.name();
    }

    private Document make(DocumentType type, Lineage lineage, Body body) {
        Instant issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = issued.plus(type.lifetime());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", type.id()).put("spec", SPEC).put("version", lineage.version());
        document.put("issued", issued.toString()).put("expires", expires.toString());
        lineage.prevHash().ifPresent(hash -> document.put("prevHash", hash));
        body.writeTo(document);
        try {
            return new Document(type, lineage.version(), expires, JSON.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Writing a tree", e);
        }
    }

    @FunctionalInterface
    private interface Body {
        void writeTo(ObjectNode document);
    }

    private static void keys(ObjectNode keys, RootRoles roles) {
        roles.roles().values().stream()
                .map(RootRoles.Role::keys)
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(VerificationKey::keyId))
                .forEach(
                        key ->
                                keys.putObject(key.keyId())
                                        .put("alg", "Ed25519")
                                        .put("public", key.encoded()));
    }

    private static void canary(ArrayNode heads, CanaryHead head) {
        heads.addObject()
                .put("jurisdiction", head.jurisdiction().value())
                .put("sha256", head.sha256())
                .put("issued", head.issued().toString())
                .put("nextDue", head.nextDue().toString())
                .put("state", head.state().name());
    }

    private static void node(
            ArrayNode array, PoolId pool, Set<JurisdictionCode> assessed, NodeEntry entry) {
        ListedNode node = entry.node();
        if (!node.pools().contains(pool)) {
            throw new IllegalArgumentException("Node " + node.id() + " is not in " + pool);
        }
        if (!assessed.contains(new JurisdictionCode(node.jurisdiction()))) {
            throw new IllegalArgumentException(
                    "Node "
                            + node.id()
                            + " is in "
                            + node.jurisdiction()
                            + ", which is not assessed");
        }
        ObjectNode json =
                array.addObject()
                        .put("id", node.id())
                        .put("jurisdiction", node.jurisdiction())
                        .put("publicKey", node.publicKey());
        ArrayNode endpoints = json.putArray("endpoints");
        node.endpoints().forEach(endpoints::add);
        ArrayNode capabilities = json.putArray("capabilities");
        entry.capabilities().stream().sorted().forEach(capabilities::add);
        json.put("weight", node.weight());
    }
}
