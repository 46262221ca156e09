// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The validated settings.
 *
 * @param people the people's listener
 * @param publicUrl where people reach it, an origin without a path
 * @param proxies whose {@code X-Forwarded-For} is believed
 * @param tls certificate and key of the people's listener
 * @param door the listener for who is not in the mesh; empty where there is none
 * @param nodes the nodes' listener
 * @param metrics the listener for health and metrics
 * @param limits of requests and connections
 * @param formTargets origins that forms may lead to beside our own
 * @param neededFeatures without which the host is not ready
 * @param host what the host says of itself
 */
public record WebSettings(
        Binding people,
        URI publicUrl,
        Set<InetAddress> proxies,
        Optional<TlsFiles> tls,
        Optional<Door> door,
        Binding nodes,
        Binding metrics,
        Limits limits,
        List<String> formTargets,
        Set<String> neededFeatures,
        HostFacts host) {
    /** The configuration's PID; its file is {@code etc/lightweb.web.cfg}. */
    public static final String PID = "lightweb.web";

    public WebSettings {
        proxies = Set.copyOf(proxies);
        formTargets = List.copyOf(formTargets);
        neededFeatures = Set.copyOf(neededFeatures);
    }

    /**
     * Where a listener listens.
     *
     * @param addresses at least one
     * @param port 0 to 65535; 0 for any that is free
     */
    public record Binding(List<InetAddress> addresses, int port) {
        public Binding {
            addresses = List.copyOf(addresses);
        }

        boolean isLoopback() {
            return addresses.stream().allMatch(InetAddress::isLoopbackAddress);
        }
    }

    /**
     * The listener for who is not in the mesh.
     *
     * @param url where people reach it, an origin without a path, of the same scheme as the
     *     people's
     * @param tls its certificate and key
     */
    public record Door(Binding binding, URI url, Optional<TlsFiles> tls) {}

    /**
     * PEM files.
     *
     * @param certificate the certificate and its chain
     * @param key its key
     */
    public record TlsFiles(Path certificate, Path key) {}

    /**
     * Limits.
     *
     * @param bodyBytes of a people's request
     * @param nodesBodyBytes of a node's request
     * @param request until an answer must have begun
     * @param idle of a people's connection
     * @param nodesIdle of a node's connection: at least 90 s
     * @param stop for running requests when the host stops
     * @param refusedTokensPerMinute a client
     */
    public record Limits(
            long bodyBytes,
            long nodesBodyBytes,
            Duration request,
            Duration idle,
            Duration nodesIdle,
            Duration stop,
            int refusedTokensPerMinute) {}

    /**
     * What the host says of itself in framework properties.
     *
     * @param demo whether the profile is the demo's
     * @param version the host's version
     */
    public record HostFacts(boolean demo, String version) {
        /** The profile's name. */
        public String profile() {
            return demo ? "demo" : "real";
        }
    }

    /** Whether browsers reach the host by https. */
    public boolean https() {
        return "https".equals(publicUrl.getScheme());
    }
}
