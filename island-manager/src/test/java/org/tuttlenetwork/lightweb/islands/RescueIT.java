// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.rescue.Rescuing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An island that has lost its owner. */
class RescueIT extends InvitationFixture {
    private Rescuing rescue;

    @BeforeEach
    void withMia() {
        rescue = new Rescuing(database, identity, service, writer, SETTINGS, postgres.brake());
        in("mia", MemberRole.MEMBER);
    }

    @Test
    void makesAMemberTheOwnerOnceItIsDue() {
        announce("mia");
        clock.by = Duration.ofHours(71);
        rescue.carryOut(island);
        arrive("mia");
        assertThat(member("mia").role()).as("not yet").isEqualTo(MemberRole.MEMBER);
        clock.by = Duration.ofHours(72);
        rescue.carryOut(island);
        rescue.carryOut(island);
        arrive("mia");
        assertThat(member("mia").role()).isEqualTo(MemberRole.OWNER);
        assertThat(rescue.service().announced(MIA, "kitchen")).isEmpty();
        assertThat(rescues()).startsWith("island.rescue.done", "island.rescue.announced");
    }

    @Test
    void isAnnouncedToMembersAndStoppedByAnOwner() {
        announce("mia");
        assertThat(rescue.service().announced(MIA, "kitchen").orElseThrow().why())
                .isEqualTo("She has left us");
        refused(ProblemType.NOT_FOUND, () -> rescue.service().announced(OMAR, "kitchen"));
        refused(
                ProblemType.FORBIDDEN,
                "owner-stops",
                () -> rescue.service().stop(MIA, "kitchen", "r"));
        refused(ProblemType.CONFLICT, "rescue-announced", () -> announce("mia"));
        rescue.service().stop(OLIVIA, "kitchen", "r");
        clock.by = Duration.ofDays(4);
        rescue.carryOut(island);
        arrive("mia");
        assertThat(member("mia").role()).isEqualTo(MemberRole.MEMBER);
    }

    @Test
    void isForAdministratorsAndMembersOnly() {
        refused(
                ProblemType.FORBIDDEN,
                () -> rescue.service().announce(OLIVIA, "kitchen", "mia", "x", "r"));
        refused(ProblemType.INVALID, "no-member-found", () -> announce("omar"));
        refused(ProblemType.INVALID, "no-member-found", () -> announce("nobody"));
        refused(ProblemType.CONFLICT, "owns-already", () -> announce("olivia"));
        refused(
                ProblemType.INVALID,
                () -> rescue.service().announce(ADA, "kitchen", "mia", " ", "r"));
        refused(
                ProblemType.INVALID,
                () -> rescue.service().announce(ADA, "kitchen", "mia", "\u202eevil", "r"));
        refused(
                ProblemType.NOT_FOUND,
                () -> rescue.service().announce(ADA, "nowhere", "mia", "x", "r"));
    }

    @Test
    void makesNobodyTheOwnerWhoHasGoneOrWhereTheStateIsARestoredOne() {
        announce("mia");
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        clock.by = Duration.ofDays(4);
        rescue.carryOut(island);
        assertThat(rescue.service().announced(OLIVIA, "kitchen")).isEmpty();
        assertThat(identity.asked()).doesNotContain("grant mia island:kitchen:owner");

        clock.by = Duration.ZERO;
        in("omar", MemberRole.MEMBER);
        announce("omar");
        postgres.restored();
        try {
            rescue = new Rescuing(database, identity, service, writer, SETTINGS, postgres.brake());
            clock.by = Duration.ofDays(4);
            rescue.carryOut(island);
            assertThat(identity.asked()).doesNotContain("grant omar island:kitchen:owner");
            assertThat(rescue.service().announced(OLIVIA, "kitchen")).isEmpty();
        } finally {
            postgres.released();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"olivia", "mia"})
    void endsWithWhoIsRemovedOrLeavesThoughTheyAreLetInAgain(String who) {
        announce("mia");
        members.remove(caller(who), "kitchen", MIA.user(), "r7");
        assertThat(rescue.service().announced(OLIVIA, "kitchen")).isEmpty();
        assertThat(rescues()).startsWith("island.rescue.dropped", "island.rescue.announced");
        assertThat(
                        new IslandJournal(service, postgres.journal())
                                .page(
                                        OLIVIA,
                                        "kitchen",
                                        "island.rescue.dropped",
                                        Long.MAX_VALUE,
                                        9))
                .extracting(entry -> entry.note().actor().orElseThrow(), e -> e.note().requestId())
                .containsExactly(tuple(caller(who).user(), "r7"));
        in("mia", MemberRole.MEMBER);
        clock.by = Duration.ofDays(4);
        rescue.carryOut(island);
        arrive("mia");
        assertThat(member("mia").role()).isEqualTo(MemberRole.MEMBER);
    }

    @Test
    void staysAnnouncedWhereAnotherGoes() {
        in("omar", MemberRole.MEMBER);
        announce("mia");
        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        assertThat(rescue.service().announced(OLIVIA, "kitchen")).isPresent();
    }

    @Test
    void makesAnybodyTheOwnerWhereNobodyIsActive() {
        identity.takeAway("olivia");
        refused(ProblemType.INVALID, "no-member-found", () -> announce("omar"));
        identity.takeAway("mia");
        refused(ProblemType.INVALID, "nobody-found", () -> announce("nobody"));
        identity.locked.add("malik");
        refused(ProblemType.INVALID, "nobody-found", () -> announce("malik"));
        announce("omar");
        clock.by = Duration.ofHours(71);
        rescue.carryOut(island);
        arrive("omar");
        assertThat(service.role(OMAR.user(), island)).as("not yet").isEmpty();
        clock.by = Duration.ofHours(72);
        rescue.carryOut(island);
        arrive("omar");
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.OWNER);
        assertThat(mesh.members(island)).containsExactly(OMAR.user());
        assertThat(members.members(OMAR, "kitchen").getFirst().addedBy()).contains(ADA.user());
        assertThat(rescues()).startsWith("island.rescue.done", "island.rescue.announced");
    }

    @Test
    void makesNoStrangerTheOwnerWhereSomebodyIsBackOrWhoIsLocked() {
        identity.takeAway("olivia");
        identity.takeAway("mia");
        announce("omar");
        identity.locked.add("omar");
        clock.by = Duration.ofHours(72);
        rescue.carryOut(island);
        assertThat(rescues()).startsWith("island.rescue.dropped", "island.rescue.announced");

        identity.locked.clear();
        clock.by = Duration.ZERO;
        announce("omar");
        Reason unlocked = new Reason(ADA.user(), "unlocked", "r");
        database.write(
                tx -> identity.grant(tx, MIA.user(), MemberRole.MEMBER.on(KITCHEN), unlocked));
        arrive("mia");
        clock.by = Duration.ofHours(72);
        rescue.carryOut(island);
        assertThat(rescues()).startsWith("island.rescue.dropped", "island.rescue.announced");
        assertThat(identity.asked()).doesNotContain("grant omar island:kitchen:owner");
    }

    /** What the system's journal says of rescues, the newest first; the tests share it. */
    private static List<String> rescues() {
        JournalFilter filter =
                new JournalFilter(
                        Optional.of("island.rescue"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return postgres.journal().read(JournalQuery.newest(JournalNote.SYSTEM, filter)).stream()
                .map(entry -> entry.note().action())
                .toList();
    }

    private void announce(String login) {
        rescue.service().announce(ADA, "kitchen", login, " She has left us ", "r");
    }
}
