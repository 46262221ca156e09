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
import org.tuttlenetwork.lightweb.mesh.writer.Progress;
import org.tuttlenetwork.lightweb.mesh.writer.RestoredState;
import org.tuttlenetwork.lightweb.mesh.writer.Seen;
import org.tuttlenetwork.lightweb.mesh.writer.Tempo;
import org.tuttlenetwork.lightweb.mesh.writer.Wake;
import org.tuttlenetwork.lightweb.mesh.writer.Writer;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a removal waits for: not for the listings, which grow with the network. */
class AtOnceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(60);
    private static final int PARTIES = 12;
    private static final String MACHINE = "vpn-node-1984-is";

    private final Wake wake = new Wake();
    private Rig rig;
    private MeshRoom declaring;
    private Writer writer;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        // Declares only: another one holds the lock. It looks at NetBird once.
        declaring = rig.idle(rig.seldom());
        Rig.until(
                "its listing",
                () -> rig.netbird.calls().stream().anyMatch(AtOnceIT::isListingsEnd));
        writer =
                new Writer(
                        rig.database(),
                        new Writer.Lanes(netbird(), netbird()),
                        new Writer.Observed(new Seen(), new Progress()),
                        wake,
                        new Tempo(QUIET, System::nanoTime),
                        Optional.empty(),
                        new RestoredState(rig.postgres.brake(), rig.database()),
                        Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private Netbird netbird() {
        return new Netbird(
                calls(NetbirdStandIn.NETWORK_ADMIN_TOKEN), calls(NetbirdStandIn.ADMIN_TOKEN));
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

    /** Reconciles beside the test. */
    private FutureTask<Writer.Outcome> beside() {
        FutureTask<Writer.Outcome> running = new FutureTask<>(writer::reconcile);
        Thread.ofVirtual().start(running);
        return running;
    }

    private void declareAndTell(Fragment fragment) {
        rig.declare(declaring, fragment);
        wake.up();
    }

    private static boolean is(ReceivedCall call, String method, String path) {
        return call.method().equals(method) && call.path().equals(path);
    }

    private String group(String name) {
        return "/api/groups/" + rig.ours("groups", name).getFirst().path("id").asText();
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

    private void groupsOfParties() throws Exception {
        for (int i = 0; i < PARTIES; i++) {
            rig.declare(declaring, party(i));
        }
        calls(Rig.kitchen(Persona.OLIVIA, Persona.MIA));
        assertThat(rig.members("island kitchen")).contains("mia-phone");
        rig.netbird.forgetCalls();
        rig.netbird.slow(Duration.ofMillis(60));
    }

    @Test
    void whoIsRemovedWaitsForNoListingThatIsUnderWay() throws Exception {
        calls(Rig.kitchen(Persona.OLIVIA, Persona.MIA));
        String group = group("island kitchen");
        rig.netbird.forgetCalls();
        rig.netbird.slow(Duration.ofMillis(300));
        FutureTask<Writer.Outcome> running = beside();
        Rig.until("a listing", () -> !rig.netbird.calls().isEmpty());
        declareAndTell(Rig.kitchen(Persona.OLIVIA));
        assertThat(running.get()).isEqualTo(Writer.Outcome.SETTLED);
        assertThat(rig.members("island kitchen")).doesNotContain("mia-phone");
        List<ReceivedCall> calls = byBeginning();
        int removal = first(calls, call -> is(call, "PUT", group));
        int last = first(calls, AtOnceIT::isListingsEnd);
        assertThat(removal).isPositive().isLessThan(last);
        assertThat(calls.stream().filter(AtOnceIT::isListingsEnd))
                .as("the one that was under way, and one that shows what became of it")
                .hasSize(2);
    }

    @Test
    void whoIsRemovedInTheMiddleOfManyGrantsIsOutNext() throws Exception {
        groupsOfParties();
        String group = group("island kitchen");
        for (int i = 0; i < PARTIES; i++) {
            rig.declare(declaring, party(i, Persona.MAX));
        }
        FutureTask<Writer.Outcome> running = beside();
        Rig.until("a grant", () -> !rig.writes().isEmpty());
        declareAndTell(Rig.kitchen(Persona.OLIVIA));
        int before = rig.writes().size();
        assertThat(running.get()).isEqualTo(Writer.Outcome.SETTLED);
        assertThat(first(rig.writes(), call -> is(call, "PUT", group)))
                .as("what may be under way when it is declared, and what goes out before that")
                .isBetween(before - 1, before + 2);
        assertThat(rig.members("party " + (PARTIES - 1))).contains("max-phone");
    }

    @Test
    void whoComesMeanwhileLetsTheOthersGoOn() throws Exception {
        groupsOfParties();
        for (int i = 1; i < PARTIES; i++) {
            rig.declare(declaring, party(i, Persona.MAX));
        }
        FutureTask<Writer.Outcome> running = beside();
        Rig.until("a grant", () -> !rig.writes().isEmpty());
        declareAndTell(party(0, Persona.MONA));
        assertThat(running.get()).isEqualTo(Writer.Outcome.SETTLED);
        assertThat(rig.members("party 0")).contains("mona-phone");
        List<ReceivedCall> calls = byBeginning();
        assertThat(calls)
                .as("each group, and each user's own groups")
                .filteredOn(AtOnceIT::isPut)
                .hasSize(PARTIES + 2);
        assertThat(calls)
                .as("before, and to see that nothing is left")
                .filteredOn(AtOnceIT::isListingsEnd)
                .hasSize(2);
    }

    private static boolean isListingsEnd(ReceivedCall call) {
        return is(call, "GET", "/api/dns/zones");
    }

    private static boolean isPut(ReceivedCall call) {
        return call.method().equals("PUT");
    }

    private List<ReceivedCall> byBeginning() {
        return rig.netbird.calls().stream().sorted(Comparator.comparing(ReceivedCall::at)).toList();
    }

    private static int first(List<ReceivedCall> calls, Predicate<ReceivedCall> wanted) {
        for (int i = 0; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no such call");
    }
}
