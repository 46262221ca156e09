// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.netbird.ReceivedCall;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** What a removal waits for: not for the listings, which grow with the network. */
class AtOnceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(60);
    private static final String MACHINE = "vpn-node-1984-is";

    private final Wake wake = new Wake();
    private Rig rig;
    private MeshRoom declaring;
    private Writer writer;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        // Declares only: another one holds the lock.
        declaring = rig.idle();
        Netbird netbird =
                new Netbird(
                        calls(NetbirdStandIn.NETWORK_ADMIN_TOKEN),
                        calls(NetbirdStandIn.ADMIN_TOKEN));
        writer =
                new Writer(
                        rig.database(),
                        netbird,
                        new Writer.Observed(new Seen(), new Progress()),
                        wake,
                        new Tempo(QUIET, System::nanoTime),
                        false,
                        new RestoredState(rig.postgres.brake(), rig.database()),
                        Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private NetbirdCalls calls(String token) {
        return new NetbirdCalls(
                rig.netbird.uri().toString(),
                TokenSource.of(token),
                TIMEOUT,
                new ReentrantLock(),
                CallObserver.NONE);
    }

    /** Declares and reconciles; the calls that this took. */
    private List<ReceivedCall> calls(Fragment fragment) throws Exception {
        rig.netbird.forgetCalls();
        rig.declare(declaring, fragment);
        wake.up();
        assertThat(writer.reconcile()).isEqualTo(Writer.Outcome.SETTLED);
        return rig.netbird.calls();
    }

    private static Fragment machines(Set<String> peers) {
        Set<UserId> users = Set.of(new UserId(Persona.OLIVIA.userId()));
        return new Fragment(
                "machines",
                List.of(new MeshGroup("members", "machines", users, peers)),
                List.of(),
                List.of());
    }

    @Test
    void whoIsRemovedIsOutBeforeAnythingIsListed() throws Exception {
        calls(Rig.kitchen(Persona.OLIVIA, Persona.MIA));
        assertThat(rig.members("island kitchen")).contains("mia-phone");
        List<ReceivedCall> calls = calls(Rig.kitchen(Persona.OLIVIA));
        String group =
                "/api/groups/"
                        + rig.ours("groups", "island kitchen").getFirst().path("id").asText();
        assertThat(calls.subList(0, 2))
                .extracting(ReceivedCall::method, ReceivedCall::path)
                .containsExactly(tuple("GET", group), tuple("PUT", group));
        assertThat(rig.members("island kitchen"))
                .containsExactlyInAnyOrder("olivia-laptop", "olivia-phone");
        assertThat(rig.autoGroups(Persona.MIA)).isEmpty();
    }

    @Test
    void whoIsLetInWaitsForAFreshReading() throws Exception {
        calls(Rig.kitchen(Persona.OLIVIA));
        assertThat(calls(Rig.kitchen(Persona.OLIVIA, Persona.MIA)).getFirst().path())
                .isEqualTo("/api/groups");
        assertThat(rig.members("island kitchen")).contains("mia-phone");
    }

    @Test
    void aMachineWaitsForAFreshReadingForItsNameMayBeAnother() throws Exception {
        calls(machines(Set.of(MACHINE)));
        assertThat(rig.members("machines")).contains(MACHINE);
        assertThat(calls(machines(Set.of())).getFirst().path()).isEqualTo("/api/groups");
        assertThat(rig.members("machines")).doesNotContain(MACHINE).contains("olivia-phone");
    }
}
