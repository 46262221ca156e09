// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.nodes.Expect.refused;
import static org.tuttlenetwork.lightweb.nodes.Expect.until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;

import java.nio.file.Path;
import java.util.List;

/** What a node says of itself. */
class RegistrationIT {
    private static final String NODE = NodesRig.NODE;

    @TempDir private Path folder;
    private NodesRig rig;

    @BeforeEach
    void start() {
        rig = new NodesRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void registeringTheSameAgainChangesNothing() throws Exception {
        rig.enrol(NODE, NodesRig.keys("EC"));
        Facts facts = NodesRig.facts("boot-1");
        NodeRecord first = rig.registrations.register(NODE, facts);
        assertThat(first.state()).isEqualTo(State.REGISTERED);
        assertThat(rig.registrations.register(NODE, facts)).isEqualTo(first);
        until(() -> rig.database.feed().after(0, java.util.Set.of(Nodes.TOPIC), 100).size() == 1);
        refused(
                ProblemType.NOT_FOUND,
                "node",
                () -> rig.registrations.register("vpn-node-none", facts));
    }

    @Test
    void aKeyBelongsToOneNode() throws Exception {
        rig.enrol(NODE, NodesRig.keys("EC"));
        rig.enrol("vpn-node-b", NodesRig.keys("EC"));
        Facts facts = NodesRig.facts("boot-1");
        rig.registrations.register(NODE, facts);
        refused(
                ProblemType.CONFLICT,
                "wireguardPublicKey",
                () -> rig.registrations.register("vpn-node-b", facts));
    }

    @Test
    void whatAnAgentSaysIsCheckedByRule() throws Exception {
        rig.enrol(NODE, NodesRig.keys("EC"));
        Facts good = NodesRig.facts("boot-1");
        for (String endpoint : List.of("node.example.org:51820", "192.0.2.1:0", "2001:db8::1:1")) {
            refused(
                    ProblemType.INVALID,
                    "endpoints",
                    () ->
                            rig.registrations.register(
                                    NODE, with(good.publicKey(), List.of(endpoint), "b")));
        }
        refused(
                ProblemType.INVALID,
                "wireguardPublicKey",
                () ->
                        rig.registrations.register(
                                NODE, with("A".repeat(43) + "=", good.endpoints(), "b")));
        refused(
                ProblemType.INVALID,
                "bootId",
                () ->
                        rig.registrations.register(
                                NODE, with(good.publicKey(), good.endpoints(), "\n")));
    }

    private static Facts with(String key, List<String> endpoints, String bootId) {
        return new Facts(key, endpoints, NodeRecord.Capabilities.NONE, 100, "0.1.0", bootId);
    }
}
