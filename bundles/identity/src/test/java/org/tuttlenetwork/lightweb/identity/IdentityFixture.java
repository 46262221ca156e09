// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Clients;
import org.tuttlenetwork.lightweb.persistence.testing.LaterClock;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The room between a stand-in for Zitadel and a database of its own, made anew for each test. */
abstract class IdentityFixture {
    static final RoleKey MEMBER = new RoleKey("island:kitchen:member");
    static final RoleKey OWNER = new RoleKey("island:kitchen:owner");
    static final UserId MIA = new UserId(Persona.MIA.userId());
    static final UserId ADA = new UserId(Persona.ADA.userId());
    static final Caller ADMINISTRATOR = new Caller(ADA, Set.of(RoleKey.ADMINISTRATOR));
    static final Reason REASON = new Reason(ADA, "test", "r-1");

    /** Of Zitadel and of the host. */
    final LaterClock clock = new LaterClock();

    @TempDir Path folder;
    ZitadelStandIn zitadel;
    TestDatabase database;
    Database identity;
    Database islands;
    IdentityRoom room;
    ZitadelDirectory directory;
    StoredIntents intents;
    StoredOperations operations;

    @BeforeEach
    void start() {
        database = TestDatabase.start();
        identity = database.unit("identity", List.of(), IdentityRoom.class);
        islands = database.unit("islands", List.of(), IdentityFixture.class);
        Path key = folder.resolve("key.json");
        zitadel = ZitadelStandIn.start(ZitadelOptions.defaults().withKeyFile(key).withClock(clock));
        open();
    }

    /** The room, over what is stored. */
    void open() {
        Path key = folder.resolve("key.json");
        room = new IdentityRoom(settings(key), identity, database.brake(), clock);
        directory = new ZitadelDirectory(room);
        intents = new StoredIntents(room);
        operations = new StoredOperations(room);
    }

    private Settings settings(Path key) {
        return new Settings(
                new Settings.Zitadel(
                        zitadel.issuer(),
                        DemoIds.PROJECT,
                        DemoIds.ORGANIZATION,
                        key,
                        DemoIds.CLI_CLIENT),
                new Settings.ApiClient(DemoIds.API_CLIENT, Clients.API_SECRET),
                new Settings.SigningKeys("hook-key", "hook-key"),
                Set.of(DemoIds.PROJECT),
                new Settings.Pace(
                        Duration.ofSeconds(5), Duration.ofSeconds(120), Duration.ofSeconds(5)),
                new Brake(20));
    }

    @AfterEach
    void stop() {
        room.close();
        database.close();
        assertThat(zitadel.unexpectedCalls()).isEmpty();
        zitadel.close();
    }

    /** How what is held is named for an approval. */
    String named(String kind, String id) {
        return room.held().list().stream()
                .filter(row -> row.kind().equals(kind) && row.id().equals(id))
                .map(HeldRevocations::name)
                .findFirst()
                .orElseThrow();
    }

    void kitchenWithMia() {
        assertThat(
                        done(
                                ask(
                                        t ->
                                                intents.define(
                                                        t,
                                                        Map.of(MEMBER, "Member", OWNER, "Owner"),
                                                        REASON))))
                .isEqualTo(Operation.State.DONE);
        UUID granted = ask(t -> intents.grant(t, MIA, MEMBER, REASON));
        assertThat(done(granted)).isEqualTo(Operation.State.DONE);
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
    }

    void sql(String... statements) {
        identity.write(
                t -> {
                    try (var statement = t.connection().createStatement()) {
                        for (String one : statements) {
                            statement.executeUpdate(one);
                        }
                        return true;
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    UUID ask(Database.Work<UUID> work) {
        return islands.write(work);
    }

    Operation.State done(UUID operation) {
        return operations.await(operation, Duration.ofSeconds(10)).state();
    }

    Operation.State state(UUID operation) {
        return operations.find(operation).orElseThrow().state();
    }

    static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
