// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Roles given and taken here and in Zitadel's own console. */
class RoleIntentsIT extends IdentityFixture {
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
}
