// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Membership;
import org.tuttlenetwork.lightweb.persistence.restored.HeldRestore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What only looks removed, or follows from an older state, takes nothing away. */
class HeldRevocationsIT extends IdentityFixture {
    @Test
    void holdsWhatALostPermissionMakesLookRemoved() {
        room.reconcile();
        kitchenWithMia();
        assertThat(room.held().list()).isEmpty();
        ageEverything();
        zitadel.console().setMemberships(DemoIds.SERVICE_USER, Set.of());
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        assertThatThrownBy(() -> approve("GRANT:unknown"))
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
                        held -> {
                            assertThat(held.reason()).isEqualTo(Brake.Reason.EMPTY_ISLAND);
                            assertThat(held.why())
                                    .isEqualTo("It would leave an island without any member");
                        });
        assertThat(new ZitadelHealth(room).health().detail())
                .contains("1 revocations wait", "/identity,");
        String grant = HeldRevocations.name(room.held().list().getFirst());
        approve(grant);
        assertThat(directory.roles(MIA)).isEmpty();
        assertThat(room.held().list()).isEmpty();
        assertThat(journal())
                .singleElement()
                .satisfies(
                        note -> {
                            assertThat(note.scope()).isEqualTo(JournalNote.SYSTEM);
                            assertThat(note.actor()).contains(ADA);
                            assertThat(note.requestId()).isEqualTo("r-7");
                            assertThat(note.person()).contains(MIA);
                            assertThat(note.before().orElseThrow())
                                    .contains("\"roles\":[\"" + MEMBER + "\"]")
                                    .contains("\"grant\":\"" + grant.split(":")[1] + "\"")
                                    .doesNotContain(Persona.MIA.displayName());
                        });
    }

    @Test
    void journalsNothingOfWhatIsNotCarriedOut() {
        room.reconcile();
        kitchenWithMia();
        // Held, but there: Zitadel shows the user again.
        sql(
                "insert into held (kind, id, role_keys, why, found_at) values ('USER', '"
                        + MIA
                        + "', '{island:kitchen:member}', 'why', now())");
        assertThatThrownBy(() -> approve(named("USER", MIA.value())))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("shows some of these again");
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        assertThat(room.held().list()).hasSize(1);
        assertThat(journal()).isEmpty();
    }

    @Test
    void journalsRolesOfAnyNameAndNumber() {
        String key = "caf\u00e9 \"du port\"";
        sql(
                "insert into held (kind, id, role_keys, why, found_at) values ('ROLE', '"
                        + key
                        + "', array['"
                        + key
                        + "'], 'why', now()), ('GRANT', '77', (select array_agg('island:' ||"
                        + " repeat('a', 30) || n || ':member') from generate_series(1, 200) n),"
                        + " 'why', now())");
        approve(named("ROLE", key), named("GRANT", "77"));
        assertThat(journal())
                .extracting(JournalNote::object)
                .containsExactlyInAnyOrder("role:caf__\"du_port\"", "grant:77");
        assertThat(journal().toString())
                .contains("caf\u00e9 \\\"du port\\\"", "\"rolesInAll\":200");
    }

    /** An administrator who looked before a reading found more. */
    @Test
    void approvesNothingElseThanWhatWasLookedAt() {
        sql(
                "insert into held (kind, id, role_keys, why, found_at) values ('GRANT', '77',"
                        + " '{island:attic:member}', 'why', now())");
        String seen = named("GRANT", "77");
        sql("update held set role_keys = '{island:attic:member,lightweb:admin}'");
        assertThatThrownBy(() -> approve(seen))
                .isInstanceOf(LightWebException.class)
                .hasMessageStartingWith("Nothing was changed");
        assertThat(room.held().list()).hasSize(1);
        assertThat(journal()).isEmpty();
    }

    private void approve(String... subjects) {
        room.held().approve(ADMINISTRATOR, Set.of(subjects), "r-7");
    }

    private List<JournalNote> journal() {
        return database
                .journal()
                .read(JournalQuery.newest(JournalNote.SYSTEM, JournalFilter.ALL))
                .stream()
                .map(JournalEntry::note)
                .filter(note -> note.action().equals("identity.held.approved"))
                .toList();
    }

    @Test
    void leavesToThePollerWhatHappenedWhileNoHostRan() {
        room.reconcile();
        kitchenWithMia();
        clock.by = Duration.ofMinutes(10);
        zitadel.console().removeRole(MIA.value(), MEMBER.value());
        clock.by = Duration.ofMinutes(20);
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        room.poll();
        assertThat(directory.roles(MIA)).isEmpty();
        room.reconcile();
        assertThat(room.held().list()).isEmpty();
    }

    @Test
    void readsNoEventForEverInQuietTimes() {
        room.reconcile();
        clock.by = Duration.ofMinutes(20);
        room.poll();
        Instant polled = identity.read(room.room().hints()::cursor).orElseThrow();
        assertThat(polled).isAfter(clock.instant().minus(Duration.ofMinutes(6)));
    }

    @Test
    void forgetsOldEventsWhereNothingCanBePolled() {
        zitadel.console().setMemberships(DemoIds.SERVICE_USER, Set.of(Membership.PROJECT_OWNER));
        sql(
                "insert into seen_events values ('u1', 1, now() - interval '16 min'),"
                        + " ('u2', 1, now() - interval '14 min')");
        room.poll();
        room.reconcile();
        assertThat(seen()).containsExactly("u2");
    }

    private List<String> seen() {
        return identity.read(
                t -> Sql.query(t, row -> row.getString(1), "select aggregate_id from seen_events"));
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
        open();

        UUID granted = ask(t -> intents.grant(t, MIA, OWNER, REASON));
        assertThat(done(granted)).isEqualTo(Operation.State.DONE);
        assertThat(zitadel.console().rolesOf(MIA.value()))
                .containsExactlyInAnyOrder(MEMBER.value(), OWNER.value());
        assertThat(operations.find(old).orElseThrow().detail()).isEqualTo(HeldRoles.WAITS);

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

    /** Takes a grant out of Zitadel in a way that no event here tells of. */
    private void forgetInZitadel(UserId user) {
        zitadel.console().removeRole(user.value(), MEMBER.value());
    }

    /** Makes all that is known old enough to be missed in a listing. */
    private void ageEverything() {
        sql(
                "update grants set change_date = change_date - interval '1 h'",
                "update project_roles set changed_at = changed_at - interval '1 h'");
    }
}
