// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.FleetLocks;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.netbird.ReceivedCall;
import org.tuttlenetwork.lightweb.demo.netbird.contract.NetbirdContract;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Agenda;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.token.Rotation;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The mesh on a real PostgreSQL against NetBird's stand-in, with a feature that declares. */
final class Rig {
    static final String MARK = " [lw:";
    static final MasterKey MASTER_KEY = MasterKey.of(new byte[32]);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Optional<NetbirdContract> CONTRACT = NetbirdContract.find();

    final NetbirdStandIn netbird;
    final TestDatabase postgres = TestDatabase.start();
    private final Database own = postgres.unit("mesh", List.of(), FragmentStore.class);
    private final Database islands = postgres.unit("islands", List.of(), Rig.class);
    private final List<MeshRoom> rooms = new ArrayList<>();
    private final List<FleetLocks.FleetLock> locks = new ArrayList<>();

    Rig() throws IOException {
        this(NetbirdOptions.ephemeral());
    }

    Rig(NetbirdOptions options) throws IOException {
        netbird = NetbirdStandIn.start(options);
    }

    /**
     * @param time of NetBird's deliveries
     */
    Rig(NetbirdOptions options, Agenda time) throws IOException {
        netbird = NetbirdStandIn.start(options, time);
    }

    /**
     * @param clock by which tokens end
     */
    Rig(Clock clock) throws IOException {
        netbird = NetbirdStandIn.start(NetbirdOptions.ephemeral(), clock);
    }

    /** Without infrastructure, by these tokens. */
    Settings settings(String networkToken, String adminToken) {
        Settings known = settings(networkToken, false, false);
        return new Settings(
                known.url(),
                networkToken,
                adminToken,
                known.rotation(),
                known.reconcileEvery(),
                known.timeout(),
                known.quiet(),
                false,
                known.infrastructure());
    }

    Settings settings(String networkToken, boolean removeDefaultPolicy, boolean infrastructure) {
        GroupRef core = new GroupRef.Foreign("core");
        GroupRef nodes = new GroupRef.Foreign("vpn-nodes");
        GroupRef admin = new GroupRef.Foreign("admin");
        return new Settings(
                netbird.uri().toString(),
                networkToken,
                NetbirdStandIn.ADMIN_TOKEN,
                new Rotation(Duration.ofDays(30), 180),
                Duration.ofMillis(400),
                Duration.ofSeconds(5),
                Duration.ofMillis(60),
                removeDefaultPolicy,
                new Infrastructure(infrastructure, core, nodes, admin, 8080, 8443, 9100, 0, true));
    }

    /** A writer that looks for itself once in an hour: only what it is told makes it look. */
    Settings seldom() {
        Settings known = settings(NetbirdStandIn.NETWORK_ADMIN_TOKEN, false, false);
        return new Settings(
                known.url(),
                known.networkToken(),
                known.adminToken(),
                known.rotation(),
                Duration.ofHours(1),
                known.timeout(),
                known.quiet(),
                false,
                known.infrastructure());
    }

    /** The same by another way to NetBird. */
    static Settings at(URI url, Settings settings) {
        return new Settings(
                url.toString(),
                settings.networkToken(),
                settings.adminToken(),
                settings.rotation(),
                settings.reconcileEvery(),
                settings.timeout(),
                settings.quiet(),
                settings.removeDefaultPolicy(),
                settings.infrastructure());
    }

    /** A host that declares, and does not write: another one holds the lock. */
    MeshRoom idle() {
        return idle(settings(NetbirdStandIn.NETWORK_ADMIN_TOKEN, false, false));
    }

    MeshRoom idle(Settings settings) {
        FleetLocks.FleetLock taken = postgres.locks().named("mesh.writer");
        assertThat(taken.tryToHold()).isTrue();
        locks.add(taken);
        return start(settings);
    }

    /** Takes the rows of all fragments of islands away, as a damaged or older database would. */
    void loseFragments() {
        try (var connection = postgres.pool().getConnection();
                var statement = connection.createStatement()) {
            assertThat(
                            statement.executeUpdate(
                                    "delete from mesh.fragment where feature = 'islands'"))
                    .isPositive();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    Database database() {
        return own;
    }

    MeshRoom start() {
        return start(settings(NetbirdStandIn.NETWORK_ADMIN_TOKEN, false, false));
    }

    MeshRoom start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    MeshRoom start(Settings settings, Clock clock) {
        MeshRoom room =
                new MeshRoom(
                        settings,
                        new FleetTokens.Vault(own, MASTER_KEY, clock),
                        postgres.locks(),
                        postgres.feed(),
                        postgres.brake(),
                        new PrometheusRegistry());
        rooms.add(room);
        return room;
    }

    static FeatureMesh mesh(MeshRoom room) {
        return new FeatureMesh(room, "islands");
    }

    static Fragment kitchen(Persona... members) {
        Set<UserId> users =
                Arrays.stream(members)
                        .map(persona -> new UserId(persona.userId()))
                        .collect(Collectors.toSet());
        GroupRef own = new GroupRef.Own("members");
        return new Fragment(
                "kitchen",
                List.of(new MeshGroup("members", "island kitchen", users, Set.of())),
                List.of(
                        new MeshPolicy(
                                "all", "kitchen all", own, own, Protocol.ALL, List.of(), true)),
                List.of());
    }

    void declare(MeshRoom room, Fragment fragment) {
        islands.write(
                tx -> {
                    mesh(room).declare(tx, fragment);
                    return fragment;
                });
    }

    /** Declares, and lets the rest happen between that and the commit. */
    void declareLate(MeshRoom room, Fragment fragment, Runnable meanwhile) {
        islands.write(
                tx -> {
                    mesh(room).declare(tx, fragment);
                    CompletableFuture.runAsync(meanwhile).join();
                    return fragment;
                });
    }

    void withdraw(MeshRoom room, String name) {
        islands.write(
                tx -> {
                    mesh(room).withdraw(tx, name);
                    return name;
                });
    }

    void declareAndWait(MeshRoom room, Fragment fragment) {
        declare(room, fragment);
        await(room, fragment.name(), State.APPLIED);
    }

    void await(MeshRoom room, String fragment, State state) {
        until(fragment + " to be " + state, () -> mesh(room).state(fragment).state() == state);
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited in vain for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Objects of a listing whose name begins so and carries our mark. */
    List<JsonNode> ours(String listing, String name) {
        return StreamSupport.stream(
                        netbird.edit("GET", "/api/" + listing, null).spliterator(), false)
                .filter(object -> object.path("name").asText().startsWith(name + MARK))
                .toList();
    }

    Set<String> members(String group) {
        Set<String> names = new HashSet<>();
        ours("groups", group)
                .forEach(
                        found ->
                                found.path("peers")
                                        .forEach(peer -> names.add(peer.path("name").asText())));
        return names;
    }

    List<String> autoGroups(Persona persona) {
        List<String> groups = new ArrayList<>();
        for (JsonNode user : netbird.edit("GET", "/api/users", null)) {
            if (user.path("id").asText().equals(persona.userId())) {
                user.path("auto_groups").forEach(group -> groups.add(group.asText()));
            }
        }
        return groups;
    }

    List<ReceivedCall> writes() {
        return netbird.calls().stream().filter(call -> !call.method().equals("GET")).toList();
    }

    /** Cuts the connection that holds the writer's lock, in the middle of what it does. */
    void breakTheWritersLock() {
        String sql =
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and"
                        + " granted and (classid::bigint << 32 | objid::bigint) ="
                        + " hashtextextended('lightweb.lock.mesh.writer', 8) and database = (select"
                        + " oid from pg_database where datname = current_database())";
        until(
                "the writer's lock",
                () -> {
                    try (var connection = postgres.pool().getConnection();
                            var statement = connection.createStatement();
                            var rows = statement.executeQuery(sql)) {
                        return rows.next();
                    } catch (java.sql.SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** What was accepted as an answer is what NetBird may answer. */
    void requireContractOfAnswers() {
        for (ReceivedCall call : netbird.calls()) {
            CONTRACT.ifPresent(
                    contract ->
                            assertThat(
                                            contract.validateResponse(
                                                    call.method(),
                                                    call.path(),
                                                    call.status(),
                                                    call.answer()))
                                    .as(call.method() + " " + call.path())
                                    .isEmpty());
        }
    }

    /** Every call was one that NetBird has, in the form that it has. */
    void requireContract() {
        assertThat(netbird.unexpectedCalls()).isEmpty();
        if (CONTRACT.isEmpty()) {
            System.out.println("Not checked: " + NetbirdContract.ABSENT);
            return;
        }
        for (ReceivedCall call : netbird.calls()) {
            assertThat(CONTRACT.get().validateRequest(call.method(), call.path(), call.body()))
                    .as(call.method() + " " + call.path())
                    .isEmpty();
        }
    }

    void close() throws Exception {
        for (MeshRoom room : rooms) {
            room.close();
        }
        locks.forEach(FleetLocks.FleetLock::close);
        netbird.close();
        postgres.close();
    }
}
