// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.identity.Authenticator;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Clients;
import org.tuttlenetwork.lightweb.identity.rest.ZitadelHook;
import org.tuttlenetwork.lightweb.persistence.restored.HeldRestore;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class IdentityIT {
    private static final RoleKey MEMBER = new RoleKey("island:kitchen:member");
    private static final RoleKey OWNER = new RoleKey("island:kitchen:owner");
    private static final UserId MIA = new UserId(Persona.MIA.userId());
    private static final UserId ADA = new UserId(Persona.ADA.userId());
    private static final Reason REASON = new Reason(ADA, "test", "r-1");

    @TempDir Path folder;
    private ZitadelStandIn zitadel;
    private TestDatabase database;
    private Database identity;
    private Database islands;
    private IdentityRoom room;
    private ZitadelDirectory directory;
    private StoredIntents intents;
    private StoredOperations operations;

    @BeforeEach
    void start() {
        database = TestDatabase.start();
        identity = database.unit("identity", List.of(), IdentityRoom.class);
        islands = database.unit("islands", List.of(), IdentityIT.class);
        Path key = folder.resolve("key.json");
        zitadel = ZitadelStandIn.start(ZitadelOptions.defaults().withKeyFile(key));
        room = new IdentityRoom(settings(key), identity, database.brake(), Clock.systemUTC());
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
                "hook-key",
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

    @Test
    void readsPeopleAndRolesAtTheStart() {
        room.reconcile();
        assertThat(directory.roles(ADA)).containsExactly(RoleKey.ADMINISTRATOR);
        assertThat(directory.person(ADA).orElseThrow().displayName()).isEqualTo("Ada Lindqvist");
        assertThat(new ZitadelHealth(room).health()).isEqualTo(Health.working());
    }

    @Test
    void findsPeopleWhomItHasNeverSeen() {
        assertThat(directory.person(MIA)).isEmpty();
        assertThat(directory.findById(MIA).orElseThrow().displayName()).isEqualTo("Mia Sørensen");
        assertThat(directory.person(MIA)).isPresent();
        assertThat(directory.findByLogin(Persona.MALIK.email()).orElseThrow().id())
                .isEqualTo(new UserId(Persona.MALIK.userId()));
        assertThat(directory.findById(new UserId("999"))).isEmpty();
        assertThat(directory.findByLogin("nobody@demo.tuttle.test")).isEmpty();
    }

    @Test
    void authenticatesSomebodyItHasNeverSeenAndRefusesThemOnceLocked() {
        AccessTokens tokens = new AccessTokens(room, database.derived());
        assertThat(tokens.authenticate(zitadel.token(Persona.ADA)))
                .isEqualTo(
                        new Authenticator.Authenticated(
                                new Caller(ADA, Set.of(RoleKey.ADMINISTRATOR))));
        room.reconcile();
        zitadel.console().lock(Persona.ADA.userId());
        room.poll();
        assertThat(tokens.authenticate(zitadel.token(Persona.ADA)))
                .isEqualTo(
                        new Authenticator.Refused(
                                "The user of this token is locked or deactivated"));
        zitadel.console().unlock(Persona.ADA.userId());
        room.poll();
        eventually(
                () ->
                        tokens.authenticate(zitadel.token(Persona.ADA))
                                instanceof Authenticator.Authenticated);
    }

    @Test
    void definesGrantsAndRevokes() {
        room.reconcile();
        kitchenWithMia();
        assertThat(zitadel.console().rolesOf(MIA.value())).containsExactly(MEMBER.value());
        assertThat(directory.holders("island:kitchen:")).isEqualTo(Map.of(MIA, Set.of(MEMBER)));
        assertThat(directory.isInUse("island:kitchen:")).isTrue();
        assertThat(directory.isInUse("island:attic:")).isFalse();
        UUID revoked = ask(t -> intents.revoke(t, MIA, MEMBER, REASON));
        assertThat(directory.roles(MIA)).isEmpty();
        assertThat(done(revoked)).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value())).isEmpty();
        assertThat(database.feed().after(0, Set.of(Directory.MEMBERSHIP_TOPIC), 1000))
                .extracting(FeedEntry::key)
                .contains(MIA.value());
    }

    @Test
    void masksARemovalAtOnceAndWritesItWhenZitadelIsBack() {
        room.reconcile();
        kitchenWithMia();
        zitadel.faults().mode(Faults.Mode.DOWN);
        UUID revoked = ask(t -> intents.revoke(t, MIA, MEMBER, REASON));
        assertThat(directory.roles(MIA)).isEmpty();
        eventually(() -> !operations.find(revoked).orElseThrow().detail().isEmpty());
        Operation waiting = operations.find(revoked).orElseThrow();
        assertThat(waiting.state()).isEqualTo(Operation.State.PENDING);
        assertThat(waiting.detail()).startsWith("Waits for Zitadel, tried again by itself.");
        assertThat(new ZitadelHealth(room).health().status()).isEqualTo(Health.Status.DEGRADED);
        zitadel.faults().clear();
        assertThat(done(revoked)).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value())).isEmpty();
    }

    @Test
    void cancelsQueuedGrantsOfTheSameRole() {
        room.reconcile();
        zitadel.faults().mode(Faults.Mode.DOWN);
        UUID granted = ask(t -> intents.grant(t, MIA, MEMBER, REASON));
        UUID revoked = ask(t -> intents.revoke(t, MIA, MEMBER, REASON));
        assertThat(operations.find(granted).orElseThrow().state())
                .isEqualTo(Operation.State.CANCELLED);
        zitadel.faults().clear();
        assertThat(done(revoked)).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value())).isEmpty();
    }

    @Test
    void neverBringsARevokedRoleBackWhileListsLag() {
        room.reconcile();
        kitchenWithMia();
        zitadel.listLag(Duration.ofSeconds(2));
        UUID revoked = ask(t -> intents.revoke(t, MIA, MEMBER, REASON));
        assertThat(done(revoked)).isEqualTo(Operation.State.DONE);
        room.reconcile();
        assertThat(directory.roles(MIA)).isEmpty();
        UUID other = ask(t -> intents.grant(t, MIA, OWNER, REASON));
        eventually(() -> state(other) == Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value())).containsExactly(OWNER.value());
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(OWNER);
    }

    @Test
    void waitsForARoleThatIsNotInTheProjectYet() {
        room.reconcile();
        UUID granted = ask(t -> intents.grant(t, MIA, MEMBER, REASON));
        eventually(
                () ->
                        operations
                                .find(granted)
                                .orElseThrow()
                                .detail()
                                .startsWith("Waits for the role"));
        assertThat(done(ask(t -> intents.define(t, Map.of(MEMBER, "Member"), REASON))))
                .isEqualTo(Operation.State.DONE);
        assertThat(done(granted)).isEqualTo(Operation.State.DONE);
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
    }

    @Test
    void removesRolesOfTheProjectFromEverybody() {
        room.reconcile();
        kitchenWithMia();
        UUID removed = ask(t -> intents.remove(t, List.of(MEMBER, OWNER), REASON));
        assertThat(directory.roles(MIA)).isEmpty();
        assertThat(done(removed)).isEqualTo(Operation.State.DONE);
        assertThat(directory.isInUse("island:kitchen:")).isFalse();
        room.reconcile();
        assertThat(directory.roles(MIA)).isEmpty();
    }

    @Test
    void seesWhatTheConsoleGrantsAndTakesAwayThoughListsLag() {
        room.reconcile();
        kitchenWithMia();
        zitadel.listLag(Duration.ofMillis(700));
        zitadel.console().removeRole(MIA.value(), MEMBER.value());
        room.poll();
        assertThat(directory.roles(MIA)).isEmpty();
        room.reconcile();
        assertThat(directory.roles(MIA)).isEmpty();
        zitadel.console().grantRole(MIA.value(), OWNER.value());
        room.poll();
        assertThat(directory.roles(MIA)).isEmpty();
        eventually(() -> directory.roles(MIA).equals(Set.of(OWNER)));
    }

    @Test
    void holdsWhatALostPermissionMakesLookRemoved() {
        room.reconcile();
        kitchenWithMia();
        assertThat(room.held().list()).isEmpty();
        ageEverything();
        zitadel.console().setMemberships(DemoIds.SERVICE_USER, Set.of());
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        assertThatThrownBy(() -> room.held().approve(Set.of("GRANT:unknown")))
                .isInstanceOf(LightWebException.class)
                .hasMessageStartingWith("Nothing was changed");
    }

    @Test
    void holdsGrantsMissingFromAListingUntilSomebodyApproves() {
        room.reconcile();
        kitchenWithMia();
        ageEverything();
        forgetInZitadel(MIA);
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        assertThat(room.held().list())
                .singleElement()
                .satisfies(
                        held ->
                                assertThat(held.why())
                                        .isEqualTo("It would leave an island without any member"));
        assertThat(new ZitadelHealth(room).health().detail()).contains("1 revocations wait");
        room.held().approve(Set.of(HeldRevocations.name(room.held().list().getFirst())));
        assertThat(directory.roles(MIA)).isEmpty();
        assertThat(room.held().list()).isEmpty();
    }

    @Test
    void takesNothingAwayThatFollowsFromARestoredOlderStateAlone() {
        room.reconcile();
        kitchenWithMia();
        zitadel.faults().mode(Faults.Mode.DOWN);
        UUID old = ask(t -> intents.revoke(t, MIA, MEMBER, REASON));
        eventually(() -> !operations.find(old).orElseThrow().detail().isEmpty());
        room.close();
        zitadel.faults().clear();
        database.restored();
        room =
                new IdentityRoom(
                        settings(folder.resolve("key.json")),
                        identity,
                        database.brake(),
                        Clock.systemUTC());
        intents = new StoredIntents(room);
        operations = new StoredOperations(room);

        UUID granted = ask(t -> intents.grant(t, MIA, OWNER, REASON));
        assertThat(done(granted)).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value()))
                .containsExactlyInAnyOrder(MEMBER.value(), OWNER.value());
        assertThat(operations.find(old).orElseThrow().detail()).isEqualTo(RestoredRoles.WAITS);

        UUID since = ask(t -> intents.revoke(t, MIA, OWNER, REASON));
        assertThat(done(since)).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value())).containsExactly(MEMBER.value());

        room.reconcile();
        HeldRestore held = database.brake().show().orElseThrow();
        assertThat(held.parts())
                .singleElement()
                .satisfies(
                        part ->
                                assertThat(part.held())
                                        .singleElement()
                                        .asString()
                                        .startsWith("take away [" + MEMBER.value() + "]"));
        database.brake().release("ada", held.seen(), Instant.now());
        sql("update intents set next_attempt = now()");
        room.wakeIntents();
        assertThat(done(old)).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value())).isEmpty();
    }

    @Test
    void takesSignedWebhooksOnceAndNoOthers() {
        room.reconcile();
        kitchenWithMia();
        ZitadelHook hook = new ZitadelHook(room);
        String body =
                "{\"aggregateID\":\""
                        + MIA.value()
                        + "\",\"sequence\":77,\"event_type\":\"user.locked\",\"created_at\":\""
                        + Instant.now()
                        + "\",\"event_payload\":null}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> hook.event("t=1,v1=00", bytes))
                .isInstanceOf(LightWebException.class);
        assertThatThrownBy(() -> hook.event(null, bytes)).isInstanceOf(LightWebException.class);
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        hook.event(signed(bytes), bytes);
        assertThat(directory.roles(MIA)).isEmpty();
        // Nobody is locked in Zitadel: once the event is old and unconfirmed, a full reading heals.
        ageEvents();
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        hook.event(signed(bytes), bytes);
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
    }

    private void ageEvents() {
        sql(
                "update users set state_at = state_at - interval '1 h' where state = 'LOCKED'",
                "update dirty set as_new_as = as_new_as - interval '1 h'");
    }

    private static String signed(byte[] body) {
        try {
            long time = Instant.now().getEpochSecond();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("hook-key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a grant out of Zitadel in a way that no event here tells of. */
    private void forgetInZitadel(UserId user) {
        zitadel.console().removeRole(user.value(), MEMBER.value());
    }

    @Test
    void showsAnOperationToItsActorOnly() {
        room.reconcile();
        UUID asked =
                ask(t -> intents.define(t, Map.of(MEMBER, "Member"), new Reason(MIA, "t", "r")));
        assertThat(operations.find(asked, new Caller(MIA, Set.of()))).isPresent();
        assertThat(operations.find(asked, new Caller(ADA, Set.of()))).isEmpty();
        assertThat(operations.find(asked, new Caller(ADA, Set.of(RoleKey.ADMINISTRATOR))))
                .isPresent();
    }

    private void kitchenWithMia() {
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

    /** Makes all that is known old enough to be missed in a listing. */
    private void ageEverything() {
        sql(
                "update grants set change_date = change_date - interval '1 h'",
                "update project_roles set changed_at = changed_at - interval '1 h'");
    }

    private void sql(String... statements) {
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

    private UUID ask(Database.Work<UUID> work) {
        return islands.write(work);
    }

    private Operation.State done(UUID operation) {
        return operations.await(operation, Duration.ofSeconds(10)).state();
    }

    private Operation.State state(UUID operation) {
        return operations.find(operation).orElseThrow().state();
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
