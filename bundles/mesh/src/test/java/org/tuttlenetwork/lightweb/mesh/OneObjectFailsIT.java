// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;
import org.tuttlenetwork.lightweb.demo.netbird.Fault;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.util.List;

/** DECISIONS 1.7: held are those objects only; the rest of the plan goes on. */
class OneObjectFailsIT {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private Rig rig;
    private MeshRoom room;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        room = rig.start();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static Fragment named(String name, Persona... members) {
        Fragment kitchen = Rig.kitchen(members);
        return new Fragment(name, kitchen.groups(), kitchen.policies(), kitchen.zones());
    }

    private JsonNode group(String fragment, Persona member) {
        rig.declareAndWait(room, named(fragment, member));
        return rig.ours("groups", "island kitchen").getLast();
    }

    private void fail(String path, int status) {
        rig.netbird.fail(new Fault(ALWAYS, status, "PUT", path, Fault.Stage.BEFORE));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 403})
    void takesAnotherIslandsMemberOutWhileOneGroupFails(int status) {
        // By name "a" comes first in each plan.
        JsonNode broken = group("a", Persona.MIA);
        rig.declareAndWait(room, named("b", Persona.MAX));
        fail("/api/groups/" + broken.path("id").asText(), status);
        fail("/api/users/" + Persona.MIA.userId(), status);
        rig.declare(room, named("a"));
        Rig.until("words", () -> Rig.mesh(room).state("a").detail().contains("" + status));
        rig.declareAndWait(room, named("b"));
        assertThat(rig.autoGroups(Persona.MAX)).isEmpty();
        assertThat(room.progress().isWriter()).isTrue();
        assertThat(Rig.mesh(room).overview().reachable()).isTrue();
        assertThat(rig.autoGroups(Persona.MIA)).isNotEmpty();
    }

    @Test
    void closesTheOtherWayInWhereAGroupFails() {
        JsonNode broken = group("a", Persona.MIA);
        fail("/api/groups/" + broken.path("id").asText(), 500);
        rig.declare(room, named("a"));
        Rig.until("the auto group to go", () -> rig.autoGroups(Persona.MIA).isEmpty());
    }

    @Test
    void saysThatNetbirdFailsForAnObjectAndGoesOnOnceItDoesNot() {
        JsonNode broken = group("a", Persona.MIA);
        fail("/api/groups/" + broken.path("id").asText(), 500);
        fail("/api/users/" + Persona.MAX.userId(), 500);
        rig.declare(room, named("a", Persona.MIA, Persona.MAX));
        rig.await(room, "a", State.FAILED);
        assertThat(Rig.mesh(room).state("a").detail()).contains("NetBird answers 500");
        rig.netbird.behave();
        rig.await(room, "a", State.APPLIED);
    }

    @Test
    void takesOtherMembersOutWhileOneUserFails() {
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA, Persona.MAX, Persona.OLIVIA));
        fail("/api/users/" + Persona.MIA.userId(), 500);
        rig.declare(room, Rig.kitchen(Persona.OLIVIA));
        Rig.until("the others to go", () -> rig.autoGroups(Persona.MAX).isEmpty());
        rig.declare(room, Rig.kitchen());
        Rig.until("the last to go", () -> rig.autoGroups(Persona.OLIVIA).isEmpty());
        assertThat(rig.members("island kitchen")).isEmpty();
        assertThat(rig.autoGroups(Persona.MIA)).isNotEmpty();
        rig.netbird.behave();
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(rig.autoGroups(Persona.MIA)).isEmpty();
    }

    private static Fragment narrow(Persona... members) {
        Fragment kitchen = Rig.kitchen(members);
        GroupRef own = new GroupRef.Own("members");
        MeshPolicy web =
                new MeshPolicy("all", "kitchen all", own, own, Protocol.TCP, List.of(443), true);
        return new Fragment("kitchen", kitchen.groups(), List.of(web), kitchen.zones());
    }

    @ParameterizedTest
    @ValueSource(ints = {422, 500})
    void letsNobodyNewInWhileAPolicyIsNotNarrowed(int status) {
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        fail("/api/policies/", status);
        rig.declare(room, narrow(Persona.MIA, Persona.MAX));
        Rig.until(
                "the words",
                () -> Rig.mesh(room).state("kitchen").detail().contains("nobody new is let in"));
        rig.declareAndWait(room, named("b", Persona.MAX));
        rig.await(room, "kitchen", State.FAILED);
        assertThat(Rig.mesh(room).state("kitchen").detail())
                .contains("NetBird answers " + status, "narrow policy all of islands/kitchen");
        String kitchen = rig.ours("groups", "island kitchen").getFirst().path("id").asText();
        assertThat(rig.autoGroups(Persona.MAX)).hasSize(1).doesNotContain(kitchen);
        assertThat(rig.writes())
                .noneMatch(
                        call ->
                                call.path().equals("/api/groups/" + kitchen)
                                        && String.valueOf(call.body()).contains(max()));
        rig.netbird.behave();
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(rig.autoGroups(Persona.MAX)).contains(kitchen);
    }

    private String max() {
        return rig.netbird.peerId("max-phone");
    }

    @Test
    void letsNobodyNewInWhileAPolicyIsNotDeleted() {
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        rig.netbird.fail(new Fault(ALWAYS, 403, "DELETE", "/api/policies/", Fault.Stage.BEFORE));
        Fragment closed = Rig.kitchen(Persona.MIA, Persona.MAX);
        rig.declare(room, new Fragment("kitchen", closed.groups(), List.of(), closed.zones()));
        Rig.until(
                "the words",
                () -> Rig.mesh(room).state("kitchen").detail().contains("nobody new is let in"));
        assertThat(rig.autoGroups(Persona.MAX)).isEmpty();
        rig.netbird.behave();
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(rig.autoGroups(Persona.MAX)).isNotEmpty();
    }

    @Test
    void isNotWellWhereEveryWriteFails() {
        rig.netbird.fail(new Fault(ALWAYS, 500, "POST", "/api/", Fault.Stage.BEFORE));
        for (String island : new String[] {"a", "b", "c", "d", "e", "f"}) {
            rig.declare(room, named(island, Persona.MIA));
        }
        Rig.until("it to be said", () -> !Rig.mesh(room).overview().reachable());
        rig.netbird.behave();
        rig.await(room, "f", State.APPLIED);
        assertThat(room.health().detail()).doesNotContain("500");
    }
}
