// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.nodes.Expect.refused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Signs of life, and what is made of their absence. */
class SilenceIT {
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

    private static final Peer PEER =
            NodesRig.peer("cBVDK7zNwSBh0Nk6TChhPLKNvQwBXzvIdYn2WrTkqnE=", 9);

    @Test
    void anotherBootBeginsAnew() throws Exception {
        rig.live(NODE);
        long version = rig.place(PEER);
        rig.fleet.beat(NODE, NodesRig.sign("boot-1", version, 1, 10));
        assertThat(rig.choice.appliedVersion(NODE)).isEqualTo(version);
        rig.fleet.beat(NODE, NodesRig.sign("boot-2", 0, 0, 0));
        assertThat(rig.choice.appliedVersion(NODE)).isZero();
        refused(
                ProblemType.INVALID,
                "appliedVersion",
                () -> rig.fleet.beat(NODE, NodesRig.sign("boot-2", version + 1, 0, 0)));
        refused(
                ProblemType.INVALID,
                "load",
                () -> rig.fleet.beat(NODE, NodesRig.sign("boot-2", 0, 0, 101)));
    }

    @Test
    void aSilentNodeIsNotChosen() throws Exception {
        rig.live(NODE);
        Nodes.Wish any = new Nodes.Wish(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(rig.choice.pick(any)).isPresent();
        assertThat(rig.choice.takingUsers()).containsExactly(NODE);
        rig.time.pass(Duration.ofSeconds(80));
        assertThat(rig.choice.pick(any)).isEmpty();
        assertThat(rig.choice.takingUsers()).isEmpty();
    }
}
