// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.util.List;

/** A declaration's number is drawn before its commit, so commits come in another order. */
class LateCommitIT {
    private static final Fragment CELLAR = new Fragment("cellar", List.of(), List.of(), List.of());

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private MeshRoom restingWriter() {
        MeshRoom room = rig.start(rig.seldom());
        Rig.until("the writer to rest", () -> room.progress().reconciled().isPresent());
        return room;
    }

    @Test
    void carriesOutWhatWasCommittedAfterANewerVersion() {
        MeshRoom room = restingWriter();
        rig.declareLate(room, Rig.kitchen(Persona.MIA), () -> rig.declareAndWait(room, CELLAR));
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(rig.members("island kitchen")).containsExactly("mia-phone");
    }

    @Test
    void isToldByTheFeedWhatAnotherHostCommittedLate() {
        MeshRoom writing = restingWriter();
        MeshRoom other = rig.start(rig.seldom());
        rig.declareLate(other, Rig.kitchen(Persona.MIA), () -> rig.declareAndWait(writing, CELLAR));
        rig.await(other, "kitchen", State.APPLIED);
        assertThat(other.progress().isWriter()).isFalse();
    }
}
