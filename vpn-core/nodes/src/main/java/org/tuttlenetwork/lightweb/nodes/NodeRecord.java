// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.tuttlenetwork.lightweb.api.vpn.PoolId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node as it is stored.
 *
 * @param id its name: NetBird peer, certificate and path carry the same
 * @param jurisdiction ISO 3166-1 alpha-2
 * @param provider who runs the machine, in words
 * @param declaredPools where its operator wants it
 * @param state how far its life is
 * @param facts what the agent said when it registered; empty before
 * @param configVersion the newest version of its configuration
 * @param appliedVersion the version that the agent said it has applied
 * @param beat the last sign of life; empty before the first
 */
public record NodeRecord(
        String id,
        String jurisdiction,
        String provider,
        Set<PoolId> declaredPools,
        State state,
        Optional<Facts> facts,
        long configVersion,
        long appliedVersion,
        Optional<Beat> beat) {
    /** How far a node's life is. */
    public enum State {
        ENROLLED,
        REGISTERED,
        DRAINING,
        REVOKED
    }

    public NodeRecord {
        declaredPools = Set.copyOf(declaredPools);
    }

    /**
     * What an agent says of its node.
     *
     * @param publicKey its WireGuard key
     * @param endpoints {@code address:port}
     * @param capabilities what it can do
     * @param capacity how many peers it takes
     * @param agentVersion the agent's version
     * @param bootId another after each boot
     */
    public record Facts(
            String publicKey,
            List<String> endpoints,
            Capabilities capabilities,
            int capacity,
            String agentVersion,
            String bootId) {
        public Facts {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * What a node can do.
     *
     * @param obfuscation what it can disguise traffic as; empty where nothing
     * @param openvpn whether it serves OpenVPN too
     * @param multihopPort where it takes what is meant for a node behind it
     * @param engine what disguises, for example V2RAY4; empty where nothing does
     */
    public record Capabilities(
            List<String> obfuscation,
            boolean openvpn,
            Optional<Integer> multihopPort,
            String engine) {
        /** Plain WireGuard only. */
        public static final Capabilities NONE =
                new Capabilities(List.of(), false, Optional.empty(), "");

        public Capabilities {
            obfuscation = List.copyOf(obfuscation);
        }
    }

    /**
     * A sign of life.
     *
     * @param at when
     * @param peers how many peers it has
     * @param load 0 to 100
     * @param status what the node says of itself, in a word; may be empty
     * @param peerSetHash {@link PeerSetHash} of the peers that it has; empty where it does not say
     * @param health how well it is, as its silence since was judged
     */
    public record Beat(
            Instant at,
            int peers,
            int load,
            String status,
            String peerSetHash,
            NodeHealth health) {}

    /** How well it is, as its silence was judged. */
    public NodeHealth health() {
        return beat.map(Beat::health).orElse(NodeHealth.UNKNOWN);
    }
}
