// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.mesh.token.Rotation;

import java.net.URI;
import java.time.Duration;

/**
 * The mesh's configuration, looked at.
 *
 * @param url NetBird's, without {@code /api}
 * @param rotation when tokens are replaced, and by how lasting ones
 * @param reconcileEvery between two full comparisons
 * @param timeout for one call
 * @param quiet after a burst of writes: NetBird holds a device's map back for a second, anew at
 *     each change (netbird.md §5.1)
 * @param removeDefaultPolicy whether NetBird's Default policy goes once the infrastructure stands
 */
record Settings(
        String url,
        String networkToken,
        String adminToken,
        Rotation rotation,
        Duration reconcileEvery,
        Duration timeout,
        Duration quiet,
        boolean removeDefaultPolicy,
        Infrastructure infrastructure) {
    private static final Duration QUIET = Duration.ofMillis(1200);

    static Settings of(MeshConfig config) {
        requireUrl(config.url());
        require("network_token", !config.network__token().isBlank(), "***", "a token");
        require("admin_token", !config.admin__token().isBlank(), "***", "a token");
        range("rotate_before_days", config.rotate__before__days(), 0, 182);
        range("token_days", config.token__days(), 1, 365);
        range("reconcile_seconds", config.reconcile__seconds(), 10, 3600);
        range("timeout_seconds", config.timeout__seconds(), 1, 60);
        range("people_port", config.people__port(), 1, 65_535);
        range("nodes_port", config.nodes__port(), 1, 65_535);
        range("node_metrics_port", config.node__metrics__port(), 1, 65_535);
        range("issuer_port", config.issuer__port(), 0, 65_535);
        group("core_group", config.core__group());
        group("nodes_group", config.nodes__group());
        group("admin_group", config.admin__group());
        return new Settings(
                config.url(),
                config.network__token(),
                config.admin__token(),
                new Rotation(Duration.ofDays(config.rotate__before__days()), config.token__days()),
                Duration.ofSeconds(config.reconcile__seconds()),
                Duration.ofSeconds(config.timeout__seconds()),
                QUIET,
                config.remove__default__policy(),
                Infrastructure.of(config));
    }

    private static void requireUrl(String url) {
        boolean good;
        try {
            URI uri = URI.create(url);
            String scheme = String.valueOf(uri.getScheme());
            good =
                    (scheme.equals("https") || scheme.equals("http"))
                            && uri.getHost() != null
                            && uri.getRawQuery() == null
                            && uri.getUserInfo() == null;
        } catch (IllegalArgumentException _) {
            good = false;
        }
        require("url", good, url, "an http or https URL without query");
    }

    private static void group(String key, String value) {
        boolean good = !value.isBlank() && !value.equals("All");
        require(key, good, value, "the name of a NetBird group other than All");
    }

    private static void range(String key, int value, int low, int high) {
        require(key, value >= low && value <= high, value, low + " to " + high);
    }

    private static void require(String key, boolean good, Object value, String allowed) {
        if (!good) {
            throw new IllegalArgumentException(
                    "etc/lightweb.mesh.cfg: " + key + " is " + value + "; allowed: " + allowed);
        }
    }
}
