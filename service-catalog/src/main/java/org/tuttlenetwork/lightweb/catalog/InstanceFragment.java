// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an instance wants of the mesh (DECISIONS 1.13): its server as a group, a policy with exactly
 * its ports, its name.
 */
public final class InstanceFragment {
    private static final String SERVER = "server";
    private static final int TTL_SECONDS = 300;

    private InstanceFragment() {}

    /** The name of an instance's fragment. */
    public static String name(UUID instance) {
        return "instance-" + instance;
    }

    /**
     * @param users who may reach it
     * @param address the mesh address of the peer that it runs on; without one it has no DNS name
     *     yet
     * @param domain its DNS name
     */
    public static Fragment of(
            Instance instance,
            ServiceType type,
            GroupRef users,
            Optional<String> address,
            String domain) {
        MeshGroup server =
                new MeshGroup(SERVER, "service " + domain, Set.of(), Set.of(instance.peer()));
        List<MeshPolicy> policies = new ArrayList<>();
        for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
            List<Integer> ports = ports(type, protocol);
            if (!ports.isEmpty()) {
                String key = "use-" + protocol.name().toLowerCase(java.util.Locale.ROOT);
                policies.add(
                        new MeshPolicy(
                                key,
                                "service " + domain,
                                users,
                                new GroupRef.Own(SERVER),
                                protocol,
                                ports,
                                false));
            }
        }
        List<DnsZone> zones =
                address.map(
                                ip ->
                                        List.of(
                                                new DnsZone(
                                                        domain,
                                                        users,
                                                        List.of(
                                                                new DnsZone.Entry(
                                                                        domain,
                                                                        DnsZone.Type.A,
                                                                        ip,
                                                                        TTL_SECONDS)))))
                        .orElse(List.of());
        return new Fragment(name(instance.id()), List.of(server), policies, zones);
    }

    private static List<Integer> ports(ServiceType type, Protocol protocol) {
        boolean udp = protocol == Protocol.UDP;
        return type.endpoints().stream()
                .filter(endpoint -> (endpoint.protocol() == ServiceType.Protocol.UDP) == udp)
                .map(ServiceType.Endpoint::port)
                .distinct()
                .sorted()
                .toList();
    }
}
