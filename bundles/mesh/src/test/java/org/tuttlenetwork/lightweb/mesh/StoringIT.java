// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.demo.netbird.Fault;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;
import org.tuttlenetwork.lightweb.mesh.writer.Progress;
import org.tuttlenetwork.lightweb.mesh.writer.RestoredState;
import org.tuttlenetwork.lightweb.mesh.writer.Seen;
import org.tuttlenetwork.lightweb.mesh.writer.Tempo;
import org.tuttlenetwork.lightweb.mesh.writer.Wake;
import org.tuttlenetwork.lightweb.mesh.writer.Writer;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What became of a crowd of fragments takes long to store; each of these takes 30 ms. */
class StoringIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CROWD = 100;

    private final Wake wake = new Wake();
    private final Tempo tempo = new Tempo(Duration.ofMillis(1200), System::nanoTime);
    private Rig rig;
    private MeshRoom declaring;
    private Writer writer;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        declaring = rig.idle(rig.seldom());
        Netbird netbird =
                new Netbird(
                        calls(NetbirdStandIn.NETWORK_ADMIN_TOKEN),
                        calls(NetbirdStandIn.ADMIN_TOKEN));
        writer =
                new Writer(
                        rig.database(),
                        new Writer.Lanes(netbird, netbird),
                        new Writer.Observed(new Seen(), new Progress()),
                        wake,
                        tempo,
                        Optional.empty(),
                        new RestoredState(rig.postgres.brake(), rig.database()),
                        Clock.systemUTC());
        slowCrowd();
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

    private void slowCrowd() throws SQLException {
        try (var connection = rig.postgres.pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create function mesh.slow() returns trigger language plpgsql as"
                            + " 'begin perform pg_sleep(0.03); return new; end'");
            statement.execute(
                    "create trigger slow before update on mesh.fragment for each row when (new.name"
                            + " like 'crowd%' and new.state <> 'PENDING') execute function"
                            + " mesh.slow()");
        }
    }

    private void crowd(int size) {
        for (int i = 0; i < size; i++) {
            rig.declare(declaring, new Fragment("crowd-" + i, List.of(), List.of(), List.of()));
        }
        wake.up();
    }

    private long applied() {
        return IntStream.range(0, CROWD)
                .mapToObj(i -> Rig.mesh(declaring).state("crowd-" + i).state())
                .filter(state -> state == State.APPLIED)
                .count();
    }

    private void reconcile(Fragment fragment) throws Exception {
        rig.declare(declaring, fragment);
        wake.up();
        assertThat(writer.reconcile()).isEqualTo(Writer.Outcome.SETTLED);
    }

    private static Fragment party(int number, Persona... guests) {
        Set<UserId> users =
                Arrays.stream(guests)
                        .map(guest -> new UserId(guest.userId()))
                        .collect(Collectors.toSet());
        return new Fragment(
                "party-" + number,
                List.of(new MeshGroup("members", "party " + number, users, Set.of())),
                List.of(),
                List.of());
    }

    @Test
    void whoIsRemovedWhileItIsQuietWaitsForTheQuietOnly() throws Exception {
        reconcile(Rig.kitchen(Persona.OLIVIA, Persona.MIA, Persona.MAX));
        reconcile(Rig.kitchen(Persona.OLIVIA, Persona.MAX));
        Rig.until("NetBird's quiet", () -> tempo.untilRemoval() > 0);
        crowd(CROWD);
        rig.declare(declaring, Rig.kitchen(Persona.OLIVIA));
        wake.up();
        FutureTask<Writer.Outcome> running = new FutureTask<>(writer::reconcile);
        Thread.ofVirtual().start(running);
        Rig.until("the second removal", () -> !rig.members("island kitchen").contains("max-phone"));
        assertThat(applied()).as("stored before it").isLessThan(CROWD);
        assertThat(running.get()).isEqualTo(Writer.Outcome.SETTLED);
        assertThat(applied()).isEqualTo(CROWD);
    }

    @Test
    void whatBecameOfTheOthersIsToldThoughNetbirdTakesNoRemoval() throws Exception {
        int parties = 14;
        for (int i = 0; i < parties; i++) {
            rig.declare(declaring, party(i, Persona.MAX));
        }
        reconcile(Rig.kitchen(Persona.OLIVIA));
        rig.netbird.fail(
                new Fault(Integer.MAX_VALUE, 500, "PUT", "/api/groups", Fault.Stage.BEFORE));
        for (int i = 0; i < parties; i++) {
            rig.declare(declaring, party(i));
        }
        crowd(3);
        assertThatThrownBy(writer::reconcile)
                .as("by departures, without a plan")
                .isInstanceOf(NetbirdException.class);
        Rig.until("the end of the quiet", () -> tempo.untilRemoval() == 0);
        assertThatThrownBy(writer::reconcile).isInstanceOf(NetbirdException.class);
        assertThat(applied()).isEqualTo(3);
    }
}
