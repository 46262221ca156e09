// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.health.Health.Status;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.demo.netbird.Fault;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.RateLimit;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.store.Finding;

import java.time.Duration;
import java.util.Set;

/** Whatever NetBird does, a change is kept, retried, shown, and never half believed. */
class FaultsIT {
    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
    }

    @AfterEach
    void close() throws Exception {
        try {
            rig.requireContract();
        } finally {
            rig.close();
        }
    }

    @Test
    void keepsAChangeWhileNetbirdIsDown() {
        MeshRoom room = rig.start();
        rig.netbird.down(true);
        rig.declare(room, Rig.kitchen(Persona.MIA));
        Rig.until("words", () -> !Rig.mesh(room).state("kitchen").detail().isEmpty());
        FragmentState state = Rig.mesh(room).state("kitchen");
        assertThat(state.state()).isEqualTo(State.PENDING);
        assertThat(state.detail()).contains("NetBird does not answer");
        assertThat(room.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(Rig.mesh(room).overview().reachable()).isFalse();
        rig.netbird.behave();
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(Rig.mesh(room).state("kitchen").detail()).isEmpty();
        assertThat(rig.members("island kitchen")).containsExactly("mia-phone");
    }

    @Test
    void adoptsWhatWasMadeBeforeTheAnswerFailed() {
        MeshRoom room = rig.start();
        rig.netbird.fail(new Fault(1, 500, "POST", "/api/groups", Fault.Stage.AFTER));
        rig.netbird.fail(new Fault(1, 500, "POST", "/api/policies", Fault.Stage.AFTER));
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        assertThat(rig.ours("groups", "island kitchen")).hasSize(1);
        assertThat(rig.ours("policies", "kitchen all")).hasSize(1);
    }

    @Test
    void triesAgainWhatFailedInTheMiddle() {
        MeshRoom room = rig.start();
        rig.netbird.fail(new Fault(4, 500, "PUT", "/api/groups", Fault.Stage.BEFORE));
        rig.netbird.fail(new Fault(1, 503, "GET", "/api/peers", Fault.Stage.BEFORE));
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA, Persona.MAX));
        assertThat(rig.members("island kitchen"))
                .containsExactlyInAnyOrder("mia-phone", "max-phone");
    }

    @Test
    void tellsDevicesWhereNetbirdStoredAUserAndForgotToTell() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA, Persona.MAX));
        rig.netbird.fail(new Fault(1, 500, "PUT", "/api/users", Fault.Stage.AFTER));
        rig.netbird.forgetCalls();
        rig.declareAndWait(room, Rig.kitchen(Persona.MAX));
        assertThat(rig.autoGroups(Persona.MIA)).isEmpty();
        assertThat(rig.writes())
                .extracting(call -> call.path().split("/", -1)[2])
                .containsExactly("groups", "users", "groups");
    }

    @Test
    void writesNothingFromAnAnswerThatLacksFields() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        rig.netbird.dropFields(Set.of("auto_groups", "resources"));
        rig.netbird.forgetCalls();
        rig.declare(room, Rig.kitchen(Persona.MIA, Persona.MAX));
        rig.await(room, "kitchen", State.FAILED);
        assertThat(rig.writes()).isEmpty();
        assertThat(Rig.mesh(room).state("kitchen").detail()).contains("nothing was written");
        assertThat(room.findings(Long.MAX_VALUE, 10))
                .extracting(Finding::kind)
                .contains(Finding.Kind.REFUSED);
        rig.netbird.behave();
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(rig.members("island kitchen"))
                .containsExactlyInAnyOrder("mia-phone", "max-phone");
    }

    @Test
    void noticesWhatNetbirdDropsWithoutAWord() {
        MeshRoom room = rig.start();
        rig.netbird.dropFields(Set.of("destinations"));
        rig.declare(room, Rig.kitchen(Persona.MIA));
        rig.await(room, "kitchen", State.FAILED);
        assertThat(Rig.mesh(room).state("kitchen").detail())
                .contains("something else than it was asked for");
        rig.netbird.behave();
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(rig.ours("policies", "kitchen all")).hasSize(1);
    }

    @Test
    void saysThatATokenWasRevoked() {
        String user = DemoNetbird.NETWORK_ADMIN_USER;
        String token = rig.netbird.issueToken(user, Duration.ofDays(1));
        MeshRoom room = rig.start(rig.settings(token, false, false));
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        for (JsonNode listed : rig.netbird.edit("GET", "/api/users/" + user + "/tokens", null)) {
            if (listed.path("name").asText().equals("issued")) {
                String path = "/api/users/" + user + "/tokens/" + listed.path("id").asText();
                rig.netbird.edit("DELETE", path, null);
            }
        }
        rig.declare(room, Rig.kitchen());
        Rig.until("the health to say so", () -> room.health().detail().contains("token"));
        assertThat(room.health().detail()).contains("etc/lightweb.mesh.cfg").doesNotContain(token);
        assertThat(Rig.mesh(room).state("kitchen").state()).isEqualTo(State.PENDING);
        // Nothing was taken for deleted although every call answers 404.
        assertThat(rig.members("island kitchen")).containsExactly("mia-phone");
    }

    @Test
    void worksUnderARateLimitWithoutRetryAfter() throws Exception {
        rig.close();
        rig = new Rig(NetbirdOptions.ephemeral().withRateLimit(new RateLimit(600, 3)));
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        assertThat(rig.netbird.calls()).anyMatch(call -> call.status() == 429);
        assertThat(rig.members("island kitchen")).containsExactly("mia-phone");
    }

    @Test
    void stopsWhereItsLockBreaksAndGoesOnAsTheOnlyOne() {
        MeshRoom one = rig.start();
        MeshRoom other = rig.start();
        rig.netbird.slow(Duration.ofMillis(100));
        rig.declare(one, Rig.kitchen(Persona.MIA));
        Rig.until("the first write", () -> !rig.writes().isEmpty());
        rig.breakTheWritersLock();
        rig.netbird.behave();
        rig.await(one, "kitchen", State.APPLIED);
        rig.await(other, "kitchen", State.APPLIED);
        assertThat(rig.ours("groups", "island kitchen")).hasSize(1);
        assertThat(rig.ours("policies", "kitchen all")).hasSize(1);
        assertThat(rig.members("island kitchen")).containsExactly("mia-phone");
    }
}
