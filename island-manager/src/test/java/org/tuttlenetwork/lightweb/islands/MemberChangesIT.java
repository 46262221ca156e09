// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What changes for somebody who is in: their role, and when they are out. */
class MemberChangesIT extends IslandFixture {
    private IslandRecord island;

    @BeforeEach
    void kitchen() {
        island = kitchenWith("omar", MemberRole.ADMIN);
    }

    @Test
    void countsTheWeakerRoleUntilTheNewOneIsThereAndNeverCutsThemOff() {
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.GUEST, "r");
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.GUEST);
        assertThat(member("omar").changesTo()).contains(MemberRole.GUEST);
        assertThat(member("omar").pending()).isPresent();
        refused(
                ProblemType.FORBIDDEN,
                () -> members.add(OMAR, "kitchen", "mia", MemberRole.GUEST, "r"));
        assertThat(mesh.members(island)).contains(OMAR.user());

        arrive("omar");
        assertThat(identity.asked())
                .containsSubsequence(
                        "grant omar island:kitchen:guest", "revoke omar island:kitchen:admin");
        assertThat(identity.roles(OMAR.user())).containsExactly(MemberRole.GUEST.on(KITCHEN));
        assertThat(member("omar").changesTo()).isEmpty();
        assertThat(mesh.members(island)).contains(OMAR.user());
    }

    @Test
    void raisesSomebodyOnlyOnceZitadelHasIt() {
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.OWNER, "r");
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.ADMIN);
        arrive("omar");
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.OWNER);
        assertThat(identity.roles(OMAR.user())).containsExactly(MemberRole.OWNER.on(KITCHEN));
        members.change(OMAR, "kitchen", OLIVIA.user(), MemberRole.MEMBER, "r");
        assertThat(service.role(OLIVIA.user(), island)).contains(MemberRole.MEMBER);
    }

    @Test
    void changesByAddingAgainAsSomethingElse() {
        members.add(OLIVIA, "kitchen", "omar", MemberRole.MEMBER, "r");
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.MEMBER);
        arrive("omar");
        assertThat(identity.roles(OMAR.user())).containsExactly(MemberRole.MEMBER.on(KITCHEN));
    }

    @Test
    void settlesAChangeThatTheFeedDoesNotTellAnyMore() {
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MEMBER, "r");
        identity.confirm();
        alignment().run();
        assertThat(identity.roles(OMAR.user())).containsExactly(MemberRole.MEMBER.on(KITCHEN));
        assertThat(member("omar").changesTo()).isEmpty();
    }

    @Test
    void showsWhoWasTakenOutMeanwhileAsOnTheWay() {
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MEMBER, "r");
        identity.takeAway("omar");
        service.membershipChanged(OMAR.user());
        assertThat(member("omar").isIn()).isFalse();
        assertThat(member("omar").role()).isEqualTo(MemberRole.MEMBER);
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @Test
    void takesSomebodyBackAsWhatTheyWere() {
        Instant end = clock.instant().plus(Duration.ofDays(3));
        members.until(OLIVIA, "kitchen", OMAR.user(), Optional.of(end), "r");
        members.add(OLIVIA, "kitchen", "mia", MemberRole.OWNER, "r");
        arrive("mia");
        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        refused(ProblemType.NOT_FOUND, () -> members.restore(MIA, "kitchen", OMAR.user(), "r"));
        assertThat(members.removed(OLIVIA, "kitchen", "omar")).isPresent();
        assertThat(members.removed(MIA, "kitchen", "omar")).isEmpty();
        members.restore(OLIVIA, "kitchen", OMAR.user(), "r");
        arrive("omar");
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.ADMIN);
        assertThat(member("omar").until()).isPresent();
        refused(ProblemType.CONFLICT, () -> members.restore(OLIVIA, "kitchen", OMAR.user(), "r"));

        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        clock.by = Duration.ofMinutes(10);
        refused(ProblemType.NOT_FOUND, () -> members.restore(OLIVIA, "kitchen", OMAR.user(), "r"));
    }

    @Test
    void refusesWhatWouldLeaveNoOwner() {
        refused(
                ProblemType.CONFLICT,
                () -> members.change(OLIVIA, "kitchen", OLIVIA.user(), MemberRole.MEMBER, "r"));
        refused(
                ProblemType.CONFLICT,
                () -> members.add(OLIVIA, "kitchen", "olivia", MemberRole.MEMBER, "r"));
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.OWNER, "r");
        refused(
                ProblemType.CONFLICT,
                () -> members.change(OLIVIA, "kitchen", OLIVIA.user(), MemberRole.MEMBER, "r"));
        assertThat(service.role(OLIVIA.user(), island)).contains(MemberRole.OWNER);
    }

    @Test
    void refusesWhoMayNotManageBothRoles() {
        members.add(OLIVIA, "kitchen", "mia", MemberRole.MEMBER, "r");
        arrive("mia");
        refused(
                ProblemType.FORBIDDEN,
                () -> members.change(OMAR, "kitchen", MIA.user(), MemberRole.ADMIN, "r"));
        refused(
                ProblemType.FORBIDDEN,
                () -> members.change(OMAR, "kitchen", OLIVIA.user(), MemberRole.GUEST, "r"));
        refused(
                ProblemType.FORBIDDEN,
                () -> members.change(MIA, "kitchen", MIA.user(), MemberRole.GUEST, "r"));
        refused(
                ProblemType.NOT_FOUND,
                () -> members.change(OLIVIA, "kitchen", ADA.user(), MemberRole.GUEST, "r"));
        refused(
                ProblemType.CONFLICT,
                () -> members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.MEMBER, "r"));
    }

    @Test
    void endsAMembershipAtItsDateEverywhere() {
        Instant end = clock.instant().plus(Duration.ofDays(30));
        members.until(OLIVIA, "kitchen", OMAR.user(), Optional.of(end), "r");
        assertThat(member("omar").until()).isPresent();

        clock.by = Duration.ofDays(30);
        assertThat(service.role(OMAR.user(), island)).as("from that instant on").isEmpty();
        assertThat(service.mine(OMAR.user())).isEmpty();
        refused(ProblemType.NOT_FOUND, () -> members.members(OMAR, "kitchen"));

        new MembershipEnd(service).run(island.id() + " omar 0", "{}");
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        assertThat(identity.asked()).contains("revoke omar island:kitchen:admin");
    }

    @Test
    void endsItWithoutItsTaskToo() {
        Instant end = clock.instant().plus(Duration.ofDays(30));
        members.until(OLIVIA, "kitchen", OMAR.user(), Optional.of(end), "r");
        clock.by = Duration.ofDays(31);
        alignment().run();
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @Test
    void goesOnWhereTheDateWasMovedOrTaken() {
        Instant end = clock.instant().plus(Duration.ofDays(30));
        members.until(OLIVIA, "kitchen", OMAR.user(), Optional.of(end), "r");
        members.until(OLIVIA, "kitchen", OMAR.user(), Optional.empty(), "r");
        clock.by = Duration.ofDays(30);
        new MembershipEnd(service).run(island.id() + " omar 0", "{}");
        assertThat(mesh.members(island)).contains(OMAR.user());
    }

    @Test
    void givesAnOwnerNoEnd() {
        Optional<Instant> end = Optional.of(clock.instant().plus(Duration.ofDays(1)));
        refused(
                ProblemType.INVALID,
                () -> members.until(OLIVIA, "kitchen", OLIVIA.user(), end, "r"));
        members.until(OLIVIA, "kitchen", OMAR.user(), end, "r");
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.OWNER, "r");
        arrive("omar");
        assertThat(member("omar").until()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 3654})
    void refusesADateThatIsNone(long days) {
        Optional<Instant> end = Optional.of(clock.instant().plus(Duration.ofDays(days)));
        refused(ProblemType.INVALID, () -> members.until(OLIVIA, "kitchen", OMAR.user(), end, "r"));
        assertThat(member("omar").until()).isEmpty();
    }
}
