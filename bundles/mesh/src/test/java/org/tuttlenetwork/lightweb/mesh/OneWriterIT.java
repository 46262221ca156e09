// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.health.Health.Status;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;

/** DECISIONS 1.8: over all hosts one writes, and it stops when its lock breaks. */
class OneWriterIT {
    private Rig rig;
    private Relay first;
    private Relay second;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        first = new Relay(rig.netbird.uri());
        second = new Relay(rig.netbird.uri());
    }

    @AfterEach
    void close() throws Exception {
        first.close();
        second.close();
        rig.close();
    }

    private MeshRoom host(Relay relay) {
        Settings settings = rig.settings(NetbirdStandIn.NETWORK_ADMIN_TOKEN, false, false);
        return rig.start(Rig.at(relay.uri(), settings));
    }

    @Test
    void writesNothingMoreOnceItsLockBreaksAndTheOtherGoesOn() {
        MeshRoom one = host(first);
        Rig.until("the first writer", () -> one.progress().isWriter());
        MeshRoom other = host(second);
        rig.declareAndWait(one, Rig.kitchen(Persona.OLIVIA));
        assertThat(second.writes()).isZero();

        first.holdWrites();
        rig.declare(one, Rig.kitchen(Persona.OLIVIA, Persona.MIA));
        first.awaitHeldWrite();
        rig.breakTheWritersLock();
        int sent = first.writes();
        first.releaseWrites();

        Rig.until("the other writer", () -> other.progress().isWriter());
        rig.await(other, "kitchen", State.APPLIED);
        assertThat(rig.members("island kitchen"))
                .containsExactlyInAnyOrder("olivia-laptop", "olivia-phone", "mia-phone");
        rig.declareAndWait(one, Rig.kitchen(Persona.MIA));
        assertThat(first.writes()).isEqualTo(sent);
        assertThat(second.writes()).isPositive();
        assertThat(one.progress().isWriter()).isFalse();
    }

    @Test
    void showsTheMeshOnAHostThatDoesNotWrite() {
        MeshRoom one = host(first);
        Rig.until("the first writer", () -> one.progress().isWriter());
        MeshRoom other = host(second);
        Rig.until("a look", () -> Rig.mesh(other).overview().reachable());
        assertThat(other.progress().isWriter()).isFalse();
        assertThat(other.health().status()).isEqualTo(one.health().status());
        assertThat(other.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(Rig.mesh(other).devices(new UserId(Persona.MIA.userId()))).isNotEmpty();
    }

    @Test
    void leavesTheLockToAHostThatNetbirdAnswers() {
        MeshRoom one = host(first);
        Rig.until("the first writer", () -> one.progress().isWriter());
        MeshRoom other = host(second);
        first.close();
        rig.declare(one, Rig.kitchen(Persona.MIA));
        rig.await(other, "kitchen", State.APPLIED);
        assertThat(other.progress().isWriter()).isTrue();
        assertThat(Rig.mesh(one).overview().reachable()).isFalse();
    }
}
