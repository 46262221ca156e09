// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.persistence.restored.HeldRestore;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An older state that was restored is not believed against what NetBird has. */
class RestoredMeshIT {
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void leavesTheMeshAsItIsButForWhatIsAskedSince() throws Exception {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA, Persona.MAX));
        room.close();
        // An older state: Max was not in it yet.
        rig.declare(room, Rig.kitchen(Persona.MIA));
        rig.postgres.restored();

        MeshRoom restored = rig.start();
        Rig.until("a report", () -> parts().stream().anyMatch(HeldRestore.Part::reported));
        rig.await(restored, "kitchen", State.HELD);
        assertThat(parts())
                .singleElement()
                .satisfies(part -> assertThat(part.held()).anyMatch(w -> w.startsWith("take 1")));
        assertThat(rig.members("island kitchen"))
                .containsExactlyInAnyOrder("mia-phone", "max-phone");

        // Asked for since: Mia goes, and only Mia.
        rig.declare(restored, Rig.kitchen());
        Rig.until("Mia to be out", () -> rig.members("island kitchen").equals(Set.of("max-phone")));

        rig.postgres
                .brake()
                .release("ada", rig.postgres.brake().show().orElseThrow().seen(), Instant.now());
        Rig.until("all to be out", () -> rig.members("island kitchen").isEmpty());
        rig.requireContract();
    }

    private List<HeldRestore.Part> parts() {
        return rig.postgres.brake().show().map(HeldRestore::parts).orElse(List.of());
    }
}
