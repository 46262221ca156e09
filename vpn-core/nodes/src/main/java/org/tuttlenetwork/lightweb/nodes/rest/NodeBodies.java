// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.Fleet.Known;
import org.tuttlenetwork.lightweb.nodes.NodeHealth;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Beat;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What nodes look like on the wire (DECISIONS §6). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface NodeBodies {
    /**
     * A permission that an administrator asks for.
     *
     * @param expiresIn ISO 8601 duration, at most PT1H; absent means PT1H
     */
    record NewEnrolment(
            @Nullable String name,
            @Nullable String jurisdiction,
            @Nullable String provider,
            @Nullable List<String> pools,
            @Nullable Capabilities capabilities,
            @Nullable String expiresIn) {}

    /** What a node can do. */
    record Capabilities(
            @Nullable List<String> obfuscation,
            @Nullable Boolean openvpn,
            @Nullable Integer multihopPort,
            @Nullable String engine) {}

    /** What was said; what is left out is not there. */
    static NodeRecord.Capabilities capabilities(@Nullable Capabilities said) {
        if (said == null) {
            return NodeRecord.Capabilities.NONE;
        }
        return new NodeRecord.Capabilities(
                said.obfuscation() == null ? List.of() : said.obfuscation(),
                Boolean.TRUE.equals(said.openvpn()),
                Optional.ofNullable(said.multihopPort()),
                Objects.requireNonNullElse(said.engine(), ""));
    }

    private static Capabilities view(NodeRecord.Capabilities can) {
        return new Capabilities(
                can.obfuscation(),
                can.openvpn(),
                can.multihopPort().orElse(null),
                can.engine().isEmpty() ? null : can.engine());
    }

    /** A machine that enrols. */
    record NewNode(@Nullable String token, @Nullable String csr) {}

    /**
     * A node that wants a new certificate: its request, and where it shows no certificate its
     * signature.
     *
     * @param signedAt when the agent signed; absent with a certificate
     * @param signature base64, by the key that was certified last; absent with a certificate
     */
    record Renewal(@Nullable String csr, @Nullable Instant signedAt, @Nullable String signature) {}

    /** What an agent says of its node. */
    record Registration(
            @Nullable String wireguardPublicKey,
            @Nullable List<String> endpoints,
            @Nullable Capabilities capabilities,
            @Nullable Integer capacity,
            @Nullable String agentVersion,
            @Nullable String bootId) {}

    /** What a registered node is told. */
    record Registered(
            String nodeId,
            Set<PoolId> pools,
            Ranges ranges,
            List<String> dns,
            int healthEverySeconds,
            long configVersion) {}

    /** The address ranges of exit devices. */
    record Ranges(String v4, String v6) {}

    /** A node's whole configuration. */
    record Config(
            long version,
            Instant validUntil,
            @JsonProperty("interface") Interface device,
            List<Peer> peers) {}

    /** The WireGuard interface of a node. */
    record Interface(int listenPort, List<String> addresses) {}

    /** A peer of a node. */
    record Peer(String publicKey, List<String> allowedIps) {}

    /** What changed in a node's configuration. */
    record Changes(List<PeerChange> changes) {}

    /**
     * One change.
     *
     * @param op add or remove
     */
    record PeerChange(long version, String op, Peer peer) {}

    /**
     * A sign of life. How many bytes passed is taken and not kept: of a node with one peer it would
     * tell what a person did (DECISIONS 4.3).
     *
     * @param peerSetHash the XOR, over the node's peers, of the SHA-256 of {@code <publicKey>
     *     <allowedIps joined by commas>}, as 64 digits of lower-case hex
     * @param load 0 to 100
     * @param rxBytes received since the boot, 0 or more
     * @param txBytes sent since the boot, 0 or more
     * @param status at most 32 letters, digits, _ and -; for administrators
     */
    record Health(
            @Nullable String bootId,
            @Nullable Long appliedVersion,
            @Nullable String peerSetHash,
            @Nullable Integer peers,
            @Nullable Integer load,
            @Nullable Long rxBytes,
            @Nullable Long txBytes,
            @Nullable String status) {}

    /** What a sign of life is answered with. */
    record Heard(long configVersion) {}

    /**
     * A node, for administrators.
     *
     * @param status what it says of itself, in a word
     * @param drifted whether its peers are not those of its newest configuration; absent in lists
     */
    record NodeView(
            String id,
            String jurisdiction,
            String provider,
            NodeRecord.State state,
            NodeHealth health,
            Set<PoolId> pools,
            List<String> endpoints,
            @Nullable Capabilities capabilities,
            int capacity,
            @Nullable Integer peers,
            @Nullable Integer load,
            @Nullable String status,
            @Nullable Instant lastBeat,
            long configVersion,
            long appliedVersion,
            @Nullable Boolean drifted) {
        static NodeView of(Known known) {
            NodeRecord node = known.node();
            Optional<Facts> facts = node.facts();
            Optional<Beat> beat = node.beat();
            return new NodeView(
                    node.id(),
                    node.jurisdiction(),
                    node.provider(),
                    node.state(),
                    known.health(),
                    known.pools(),
                    facts.map(Facts::endpoints).orElse(List.of()),
                    facts.map(Facts::capabilities).map(NodeBodies::view).orElse(null),
                    facts.map(Facts::capacity).orElse(0),
                    beat.map(Beat::peers).orElse(null),
                    beat.map(Beat::load).orElse(null),
                    beat.map(Beat::status).filter(said -> !said.isEmpty()).orElse(null),
                    beat.map(Beat::at).orElse(null),
                    node.configVersion(),
                    node.appliedVersion(),
                    null);
        }

        NodeView drifted(boolean has) {
            return new NodeView(
                    id,
                    jurisdiction,
                    provider,
                    state,
                    health,
                    pools,
                    endpoints,
                    capabilities,
                    capacity,
                    peers,
                    load,
                    status,
                    lastBeat,
                    configVersion,
                    appliedVersion,
                    has);
        }
    }
}
