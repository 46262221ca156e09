// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;

import java.util.List;

/**
 * The policies by which the network itself works (DECISIONS 1.12), between groups that its
 * operators made.
 */
final class Infrastructure {
    static final String NAME = "infrastructure";

    private static final int PROMETHEUS = 9090;
    private static final int NODE_METRICS = 9100;

    private Infrastructure() {}

    static Fragment fragment(MeshConfig config) {
        GroupRef all = new GroupRef.Foreign("All");
        GroupRef core = new GroupRef.Foreign("core");
        GroupRef nodes = new GroupRef.Foreign("vpn-nodes");
        GroupRef admin = new GroupRef.Foreign("admin");
        return new Fragment(
                NAME,
                List.of(),
                List.of(
                        tcp(
                                "all-to-core",
                                "everybody to the portal",
                                all,
                                core,
                                List.of(config.people__port())),
                        tcp(
                                "nodes-to-core",
                                "VPN nodes to the core",
                                nodes,
                                core,
                                List.of(config.nodes__port(), config.people__port(), PROMETHEUS)),
                        tcp(
                                "core-to-nodes",
                                "the core to VPN nodes, for metrics",
                                core,
                                nodes,
                                List.of(NODE_METRICS)),
                        new MeshPolicy(
                                "admin-to-all",
                                "administration to all",
                                admin,
                                all,
                                Protocol.ALL,
                                List.of(),
                                false)),
                List.of());
    }

    private static MeshPolicy tcp(
            String key, String name, GroupRef source, GroupRef destination, List<Integer> ports) {
        return new MeshPolicy(
                key,
                name,
                source,
                destination,
                Protocol.TCP,
                ports.stream().distinct().sorted().toList(),
                false);
    }
}
