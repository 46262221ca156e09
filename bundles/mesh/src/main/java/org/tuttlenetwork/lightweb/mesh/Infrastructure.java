// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;

import java.util.ArrayList;
import java.util.List;

/**
 * The policies by which the network itself works (DECISIONS 1.12), between groups that its
 * operators made.
 *
 * @param on whether they are declared
 * @param people the people's port, as the mesh reaches it
 * @param nodes the nodes' port
 * @param metrics the port of nodes' metrics
 * @param issuer the port of Zitadel where it is reached over the mesh; 0 where it is not
 * @param adminReachesAll whether administration reaches members' devices too
 */
record Infrastructure(
        boolean on,
        GroupRef core,
        GroupRef vpnNodes,
        GroupRef admin,
        int people,
        int nodes,
        int metrics,
        int issuer,
        boolean adminReachesAll) {
    static final String NAME = "infrastructure";

    /** Where it is stored. */
    static final FragmentKey KEY = new FragmentKey("mesh", NAME);

    private static final int PROMETHEUS = 9090;
    private static final GroupRef ALL = new GroupRef.Foreign("All");

    static Infrastructure of(MeshConfig config) {
        return new Infrastructure(
                config.infrastructure(),
                new GroupRef.Foreign(config.core__group()),
                new GroupRef.Foreign(config.nodes__group()),
                new GroupRef.Foreign(config.admin__group()),
                config.people__port(),
                config.nodes__port(),
                config.node__metrics__port(),
                config.issuer__port(),
                config.admin__reaches__all());
    }

    Fragment fragment() {
        List<Integer> everybodys = issuer == 0 ? List.of(people) : List.of(people, issuer);
        List<MeshPolicy> policies = new ArrayList<>();
        policies.add(tcp("all-to-core", "everybody to the portal", ALL, core, everybodys));
        policies.add(
                tcp(
                        "nodes-to-core",
                        "VPN nodes to the core",
                        vpnNodes,
                        core,
                        List.of(nodes, people, PROMETHEUS)));
        policies.add(
                tcp(
                        "core-to-nodes",
                        "the core to VPN nodes, for metrics",
                        core,
                        vpnNodes,
                        List.of(metrics)));
        if (adminReachesAll) {
            policies.add(oneWay("admin-to-all", "administration to all", ALL));
        } else {
            policies.add(oneWay("admin-to-core", "administration to the core", core));
            policies.add(oneWay("admin-to-nodes", "administration to VPN nodes", vpnNodes));
        }
        return new Fragment(NAME, List.of(), policies, List.of());
    }

    private MeshPolicy oneWay(String key, String name, GroupRef destination) {
        return new MeshPolicy(key, name, admin, destination, Protocol.ALL, List.of(), false);
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
