// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;
import org.tuttlenetwork.lightweb.demo.netbird.DeliveredMap;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What devices are told and when (netbird.md §5.1), on a time that writer and NetBird share and
 * that passes only as the test says: 50 ms a write, as NetBird needs with a thousand groups.
 */
class DeliveryIT {
    private static final Duration WRITE = Duration.ofMillis(50);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration REMOVED = Duration.ofSeconds(6);
    private static final Duration END = Duration.ofSeconds(25);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int TOGETHER = 30;

    private final HandTime time = new HandTime();
    private Rig rig;
    private Writer writer;
    private MeshRoom declaring;
    private final ByHand pause = new ByHand();

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(NetbirdOptions.ephemeral(), time);
        // Declares only: another one holds the lock.
        declaring = rig.idle();
        NetbirdCalls network = calls(NetbirdStandIn.NETWORK_ADMIN_TOKEN);
        Netbird netbird = new Netbird(network, calls(NetbirdStandIn.ADMIN_TOKEN));
        writer =
                new Writer(
                        rig.database(),
                        new Writer.Lanes(netbird, netbird),
                        new Writer.Observed(new Seen(), new Progress()),
                        pause,
                        new Tempo(Duration.ofMillis(1200), time::nanos),
                        false,
                        new RestoredState(rig.postgres.brake(), rig.database()),
                        Clock.systemUTC());
        for (JsonNode policy : rig.netbird.edit("GET", "/api/policies", null)) {
            rig.netbird.edit("DELETE", "/api/policies/" + policy.path("id").asText(), null);
        }
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private NetbirdCalls calls(String token) {
        String url = rig.netbird.uri().toString();
        Duration timeout = Duration.ofSeconds(30);
        return new NetbirdCalls(
                        url, TokenSource.of(token), timeout, new ReentrantLock(), CallObserver.NONE)
                .behind(() -> time.pass(WRITE));
    }

    private void declare(Fragment fragment) {
        rig.declare(declaring, fragment);
        pause.told++;
    }

    private static Fragment grant(int number) {
        GroupRef own = new GroupRef.Own("members");
        Set<UserId> users =
                Set.of(
                        new UserId(Persona.OLIVIA.userId()),
                        new UserId(Persona.MAX.userId()),
                        new UserId(Persona.MONA.userId()));
        return new Fragment(
                "grant-" + number,
                List.of(new MeshGroup("members", "grant " + number, users, Set.of())),
                List.of(new MeshPolicy("all", "grant", own, own, Protocol.TCP, List.of(80), true)),
                List.of());
    }

    @Test
    void deliversARemovalInTheMiddleOfManyGrantsWithinThreeSeconds() throws Exception {
        declare(Rig.kitchen(Persona.OLIVIA, Persona.MAX, Persona.MONA, Persona.MIA));
        time.after(
                REMOVED.minusMillis(500),
                () -> {
                    for (int i = 0; i < TOGETHER; i++) {
                        declare(grant(i));
                    }
                });
        time.after(REMOVED, () -> declare(Rig.kitchen(Persona.OLIVIA, Persona.MAX, Persona.MONA)));
        for (int i = 0; i < TOGETHER; i++) {
            int number = TOGETHER + i;
            time.after(REMOVED.plusMillis(300L * i), () -> declare(grant(number)));
        }
        while (time.nanos() < END.toNanos()) {
            if (writer.reconcile() != Writer.Outcome.UNFINISHED) {
                pause.await(1000);
            }
        }
        String mia = rig.netbird.peerId("mia-phone");
        for (String stays : List.of("olivia-laptop", "olivia-phone", "max-phone", "mona-phone")) {
            String peer = rig.netbird.peerId(stays);
            assertToldInTime(stays, peer, mia);
            assertToldInTime("mia-phone of " + stays, mia, peer);
        }
        assertThat(Rig.mesh(declaring).state("grant-" + (TOGETHER - 1)).state())
                .isEqualTo(State.APPLIED);
    }

    private void assertToldInTime(String who, String peer, String gone) {
        Instant asked = Instant.EPOCH.plus(REMOVED);
        List<DeliveredMap> maps = rig.netbird.deliveredMaps(peer);
        assertThat(maps)
                .as("maps of " + who + " before the removal")
                .anyMatch(map -> map.at().isBefore(asked) && map.peers().contains(gone));
        assertThat(maps)
                .as("maps of " + who + " after the removal")
                .anyMatch(
                        map ->
                                map.at().isAfter(asked)
                                        && !map.at().isAfter(asked.plus(LIMIT))
                                        && !map.peers().contains(gone))
                .noneMatch(
                        map -> map.at().isAfter(asked.plus(LIMIT)) && map.peers().contains(gone));
    }

    /** By the clock that is turned by hand; what another thread does takes no time of it. */
    private final class ByHand implements Writer.Pause {
        private long told;
        private long heard;

        @Override
        public void await(long millis) {
            Instant end = time.now().plusMillis(millis);
            while (time.now().isBefore(end) && told == heard) {
                time.pass(STEP);
            }
            heard = told;
        }

        @Override
        public void awaitOther(Future<?> other) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(1);
        }

        @Override
        public long told() {
            return told;
        }

        @Override
        public void reads() {
            heard = told;
        }
    }
}
