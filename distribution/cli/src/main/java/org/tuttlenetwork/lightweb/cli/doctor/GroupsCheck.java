// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the infrastructure's groups are there, and this host's machine is in the core. */
final class GroupsCheck implements Check {
    private final Etc etc;
    private final Netbird netbird;

    GroupsCheck(Etc etc, Netbird netbird) {
        this.etc = etc;
        this.netbird = netbird;
    }

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        String core = etc.get("lightweb.mesh", "core_group", "core");
        List<String> needed =
                List.of(
                        core,
                        etc.get("lightweb.mesh", "nodes_group", "vpn-nodes"),
                        etc.get("lightweb.mesh", "admin_group", "admin"));
        Map<String, JsonNode> groups =
                netbird.groups().stream()
                        .collect(
                                Collectors.toMap(
                                        group -> group.path("name").asText(),
                                        group -> group,
                                        (one, _) -> one));
        List<String> missing = needed.stream().filter(n -> !groups.containsKey(n)).toList();
        if (!missing.isEmpty()) {
            return Verdict.fail(
                    "NetBird has no group " + String.join(", ", missing),
                    "lightweb setup makes it; or name another in lightweb.mesh.cfg.");
        }
        int inCore =
                Optional.ofNullable(groups.get(core))
                        .map(group -> group.path("peers_count").asInt())
                        .orElse(0);
        return inCore == 0
                ? Verdict.warn(
                        "nobody is in " + core + ", so nobody reaches the portal over the mesh",
                        "Put this host's machine into the group " + core + " in NetBird.")
                : Verdict.ok(String.join(", ", needed) + " are there");
    }
}
