// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
import org.tuttlenetwork.lightweb.mesh.writer.Progress;
import org.tuttlenetwork.lightweb.mesh.writer.RestoredState;
import org.tuttlenetwork.lightweb.mesh.writer.Seen;
import org.tuttlenetwork.lightweb.mesh.writer.Tempo;
import org.tuttlenetwork.lightweb.mesh.writer.Writer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What devices are told and when (netbird.md §5.1), on a time that writer and NetBird share and
 * that passes only as the test says: 50 ms a write, as NetBird needs with a thousand groups.
 */
class DeliveryIT {
    private static final Duration WRITE = Duration.ofMillis(50);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration REMOVED = Duration.ofSeconds(9);
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration APART = Duration.ofMillis(500);

    /** Of as many people each: a thousand grants at once. */
    private static final int TOGETHER = 30;

    private static final int GUESTS = 31;
    private static final int REMOVALS = 20;

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
                        Optional.empty(),
                        new RestoredState(rig.postgres.brake(), rig.database()),
                        Clock.systemUTC());
        for (JsonNode policy : rig.netbird.edit("GET", "/api/policies", null)) {
            rig.netbird.edit("DELETE", "/api/policies/" + policy.path("id").asText(), null);
        }
        letEverybodyIn();
        for (int i = 0; i < GUESTS; i++) {
            String guest = guest(i);
            assertThat(rig.netbird.logIn(guest, guest + "@demo.test", guest, guest + "-phone"))
                    .isNotNull();
        }
    }

    private void letEverybodyIn() {
        JsonNode account = rig.netbird.edit("GET", "/api/accounts", null).path(0);
        ObjectNode settings = account.path("settings").deepCopy();
        settings.withObject("/extra").put("user_approval_required", false);
        ObjectNode body = settings.objectNode();
        body.set("settings", settings);
        rig.netbird.edit("PUT", "/api/accounts/" + account.path("id").asText(), body);
    }

    private static String guest(int number) {
        return "guest-" + number;
    }

    private String phone(int number) {
        return rig.netbird.peerId(guest(number) + "-phone");
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
        Set<UserId> users = guests(0);
        for (Persona persona : List.of(Persona.OLIVIA, Persona.MAX, Persona.MONA)) {
            users.add(new UserId(persona.userId()));
        }
        return new Fragment(
                "grant-" + number,
                List.of(new MeshGroup("members", "grant " + number, users, Set.of())),
                List.of(new MeshPolicy("all", "grant", own, own, Protocol.TCP, List.of(80), true)),
                List.of());
    }

    /** All but the first. */
    private static Set<UserId> guests(int first) {
        return IntStream.range(first, GUESTS)
                .mapToObj(number -> new UserId(guest(number)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Fragment party(int first) {
        GroupRef own = new GroupRef.Own("members");
        return new Fragment(
                "party",
                List.of(new MeshGroup("members", "party", guests(first), Set.of())),
                List.of(new MeshPolicy("all", "party", own, own, Protocol.ALL, List.of(), true)),
                List.of());
    }

    private void reconcileUntilTheEnd() throws Exception {
        while (time.nanos() < END.toNanos()) {
            if (writer.reconcile() != Writer.Outcome.UNFINISHED) {
                pause.await(1000);
            }
        }
    }

    @Test
    void deliversEachOfTwentyRemovalsHalfASecondApartWithinThreeSeconds() throws Exception {
        declare(party(0));
        for (int i = 0; i < REMOVALS; i++) {
            int first = i + 1;
            time.after(REMOVED.plus(APART.multipliedBy(i)), () -> declare(party(first)));
        }
        reconcileUntilTheEnd();
        for (int gone = 0; gone < REMOVALS; gone++) {
            Instant asked = Instant.EPOCH.plus(REMOVED).plus(APART.multipliedBy(gone));
            for (int stays = REMOVALS; stays < GUESTS; stays++) {
                String who = guest(stays) + ", of " + guest(gone);
                assertToldInTime(who, phone(stays), phone(gone), asked);
            }
        }
    }

    @Test
    void deliversARemovalInTheMiddleOfAThousandGrantsWithinThreeSeconds() throws Exception {
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
        reconcileUntilTheEnd();
        Instant asked = Instant.EPOCH.plus(REMOVED);
        String mia = rig.netbird.peerId("mia-phone");
        for (String stays : List.of("olivia-laptop", "olivia-phone", "max-phone", "mona-phone")) {
            String peer = rig.netbird.peerId(stays);
            assertToldInTime(stays, peer, mia, asked);
            assertToldInTime("mia-phone of " + stays, mia, peer, asked);
        }
        assertThat(Rig.mesh(declaring).state("grant-" + (TOGETHER - 1)).state())
                .isEqualTo(State.APPLIED);
    }

    private void assertToldInTime(String who, String peer, String gone, Instant asked) {
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
