// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.identity.store.Grants;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Roles given and taken here and in Zitadel's own console. */
class RoleIntentsIT extends IdentityFixture {
    private static final UserId MALIK = new UserId(Persona.MALIK.userId());

    @Test
    void definesGrantsAndRevokes() {
        room.reconcile();
        kitchenWithMia();
        assertThat(zitadel.console().rolesOf(MIA.value())).containsExactly(MEMBER.value());
        assertThat(directory.holders("island:kitchen:")).isEqualTo(Map.of(MIA, Set.of(MEMBER)));
        assertThat(directory.isInUse(List.of(OWNER, MEMBER))).isTrue();
        assertThat(directory.isInUse(List.of(new RoleKey("island:attic:owner")))).isFalse();
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

    /** Two islands made within a second: the list does not show the first one's roles yet. */
    @Test
    void keepsARoleThatALaggingListDoesNotShowYet() {
        room.reconcile();
        zitadel.listLag(Duration.ofSeconds(3));
        ask(t -> intents.define(t, Map.of(MEMBER, "Member"), REASON));
        assertThat(done(ask(t -> intents.grant(t, MIA, MEMBER, REASON))))
                .isEqualTo(Operation.State.DONE);
        RoleKey attic = new RoleKey("island:attic:owner");
        UUID granted = ask(t -> intents.grant(t, MIA, attic, REASON));
        eventually(
                () ->
                        operations
                                .find(granted)
                                .orElseThrow()
                                .detail()
                                .startsWith("Waits for the role"));
        assertThat(zitadel.console().rolesOf(MIA.value())).containsExactly(MEMBER.value());
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        ask(t -> intents.define(t, Map.of(attic, "Owner"), REASON));
        assertThat(done(granted)).isEqualTo(Operation.State.DONE);
        assertThat(directory.roles(MIA)).containsExactlyInAnyOrder(MEMBER, attic);
    }

    /** A role that Zitadel has no more, and of which nothing has told yet. */
    @Test
    void takesAwayThoughARoleThatIsAskedForIsGone() {
        room.reconcile();
        kitchenWithMia();
        RoleKey attic = new RoleKey("island:attic:owner");
        sql(
                "insert into project_roles (role_key, display_name, changed_at) values ('"
                        + attic
                        + "', 'Owner', now() + interval '1 hour')");
        UUID[] asked = new UUID[2];
        ask(
                t -> {
                    asked[0] = intents.grant(t, MIA, attic, REASON);
                    asked[1] = intents.revoke(t, MIA, MEMBER, REASON);
                    return asked[1];
                });
        assertThat(done(asked[1])).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value())).isEmpty();
        assertThat(state(asked[0])).isEqualTo(Operation.State.PENDING);
    }

    @Test
    void removesRolesOfTheProjectFromEverybody() {
        room.reconcile();
        kitchenWithMia();
        UUID removed = ask(t -> intents.remove(t, List.of(MEMBER, OWNER), REASON));
        assertThat(directory.roles(MIA)).isEmpty();
        assertThat(done(removed)).isEqualTo(Operation.State.DONE);
        assertThat(directory.isInUse(List.of(OWNER, MEMBER))).isFalse();
        room.reconcile();
        assertThat(directory.roles(MIA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverOpensAGrantThatWasTakenAwayBeforeAnyListShowedIt(boolean forGood) {
        room.reconcile();
        kitchenWithMia();
        directory.findById(MALIK);
        zitadel.listLag(Duration.ofSeconds(2));
        zitadel.console().grantRole(MALIK.value(), MEMBER.value());
        LockSupport.parkNanos(Duration.ofMillis(1500).toNanos());
        if (forGood) {
            zitadel.console().removeRole(MALIK.value(), MEMBER.value());
        } else {
            zitadel.console().setGrantActive(MALIK.value(), false);
        }
        room.poll();
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (System.nanoTime() < end) {
            assertThat(directory.roles(MALIK)).isEmpty();
            LockSupport.parkNanos(20_000_000);
        }
        room.reconcile();
        assertThat(directory.roles(MALIK)).isEmpty();
    }

    @Test
    void leavesAGrantRemovedThatAnEventTookAwayBeforeOurWriteOfItWasStored() {
        room.reconcile();
        directory.findById(MALIK);
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        room.apply(new ZitadelEvent("user.grant.removed", "g-new", 2, at, null, null, null, null));
        Authorization ours =
                new Authorization(
                        "g-new",
                        MALIK,
                        DemoIds.PROJECT,
                        DemoIds.ORGANIZATION,
                        true,
                        at.minusSeconds(1),
                        Set.of(MEMBER.value()));
        identity.write(
                t -> {
                    room.room().grants().written(t, ours, Optional.empty());
                    return room.room().grants().read(t, ours, true);
                });
        Optional<Grants.Known> counted = identity.read(t -> room.room().grants().counted(t, MALIK));
        assertThat(counted).isEmpty();
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
}
