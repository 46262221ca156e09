// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who is in an island: added, removed, followed wherever it was changed. */
class MembersIT extends IslandFixture {
    @Test
    void masksARemovalInTheMeshAtOnce() {
        IslandRecord island = kitchenWith("omar", MemberRole.MEMBER);
        assertThat(mesh.members(island)).containsExactlyInAnyOrder(OLIVIA.user(), OMAR.user());

        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        assertThat(service.mine(OMAR.user())).isEmpty();
        assertThat(identity.asked()).contains("revoke omar island:kitchen:member");
        refused(
                ProblemType.NOT_FOUND,
                () -> members.remove(OLIVIA, "kitchen", OMAR.user(), "again"));
    }

    @Test
    void showsWhoIsOnTheWayAndLetsThemBeTakenBackBeforeTheyArrive() {
        make(KITCHEN);
        arrive("olivia");
        UUID operation = members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r").operation();
        assertThat(member("omar").role()).isEqualTo(MemberRole.ADMIN);
        assertThat(member("omar").pending()).contains(operation);
        assertThat(member("omar").addedBy()).contains(OLIVIA.user());

        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        assertThat(identity.asked()).contains("revoke omar island:kitchen:admin");
        arrive("omar");
        assertThat(members.members(OLIVIA, "kitchen"))
                .extracting(member -> member.person().id())
                .containsExactly(OLIVIA.user());
    }

    @Test
    void forgetsThatSomebodyWasOnTheWayOnceTheyArrived() {
        kitchenWith("omar", MemberRole.MEMBER);
        assertThat(member("omar").pending()).isEmpty();
        identity.takeAway("omar");
        service.membershipChanged(OMAR.user());
        assertThat(members.members(OLIVIA, "kitchen")).hasSize(1);

        members.add(OLIVIA, "kitchen", "mia", MemberRole.ADMIN, "r");
        arrive("mia");
        members.add(MIA, "kitchen", "omar", MemberRole.MEMBER, "r");
        assertThat(member("omar").addedBy()).as("who added them last").contains(MIA.user());
    }

    @Test
    void followsARoleThatZitadelTookAway() {
        IslandRecord island = kitchenWith("omar", MemberRole.MEMBER);
        identity.takeAway("omar");
        service.membershipChanged(OMAR.user());
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @Test
    void followsADepartureInALineOfItsOwn() {
        IslandRecord island = kitchenWith("omar", MemberRole.MEMBER);
        identity.takeAway("omar");
        new DepartureFollower(service).accept(changed(OMAR.user()));
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @Test
    void letsNobodyInInTheLineOfDepartures() {
        IslandRecord island = make(KITCHEN);
        arrive("olivia");
        members.add(OLIVIA, "kitchen", "omar", MemberRole.MEMBER, "r");
        identity.confirm();
        new DepartureFollower(service).accept(changed(OMAR.user()));
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        new MembershipFollower(service).accept(changed(OMAR.user()));
        assertThat(mesh.members(island)).containsExactlyInAnyOrder(OLIVIA.user(), OMAR.user());
    }

    private static FeedEntry changed(UserId user) {
        return new FeedEntry(1, Directory.MEMBERSHIP_TOPIC, user.value(), "{}", Instant.EPOCH);
    }

    @Test
    void keepsTheLastOwner() {
        make(KITCHEN);
        arrive("olivia");
        refused(ProblemType.CONFLICT, () -> members.remove(OLIVIA, "kitchen", OLIVIA.user(), "r"));
    }

    @Test
    void keepsOneOfTwoOwnersWhoLeaveAtTheSameMoment() throws Exception {
        IslandRecord island = kitchenWith("omar", MemberRole.OWNER);
        List<Throwable> failures =
                concurrently(
                        List.of(
                                () -> members.remove(OLIVIA, "kitchen", OLIVIA.user(), "r"),
                                () -> members.remove(OMAR, "kitchen", OMAR.user(), "r")));
        assertThat(failures).hasSize(1);
        assertThat(((LightWebException) failures.getFirst()).type())
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(mesh.members(island)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(MemberRole.class)
    void givesAndTakesOnlyWhatItsRoleAllows(MemberRole own) {
        kitchenWith("omar", own);
        for (MemberRole other : MemberRole.values()) {
            String login = "guest-" + other.key();
            identity.know(login);
            UserId user = FakeIdentity.user(login);
            if (own.mayManage(other)) {
                members.add(OMAR, "kitchen", login, other, "r");
                arrive(login);
                members.remove(OMAR, "kitchen", user, "r");
            } else {
                refused(
                        ProblemType.FORBIDDEN,
                        () -> members.add(OMAR, "kitchen", login, other, "r"));
                members.add(OLIVIA, "kitchen", login, other, "r");
                arrive(login);
                refused(ProblemType.FORBIDDEN, () -> members.remove(OMAR, "kitchen", user, "r"));
            }
        }
        assertThat(members.members(OMAR, "kitchen")).isNotEmpty();
    }

    @Test
    void refusesSomebodyWhoHasTheRoleOrIsUnknown() {
        kitchenWith("omar", MemberRole.MEMBER);
        refused(
                ProblemType.CONFLICT,
                () -> members.add(OLIVIA, "kitchen", "omar", MemberRole.MEMBER, "r"));
        assertThatThrownBy(() -> members.add(OLIVIA, "kitchen", "nobody", MemberRole.MEMBER, "r"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.fields().getFirst().field()).isEqualTo("login"));
    }

    @Test
    void takesBackEveryRoleThatWasAskedForAndNotOnlyTheLast() {
        kitchenWith("malik", MemberRole.MEMBER);
        members.add(OLIVIA, "kitchen", "mia", MemberRole.MEMBER, "r");
        members.add(OLIVIA, "kitchen", "mia", MemberRole.ADMIN, "r");
        members.remove(OLIVIA, "kitchen", new UserId("mia"), "r");
        members.add(OLIVIA, "kitchen", "malik", MemberRole.ADMIN, "r");
        service.membershipChanged(new UserId("malik"));
        members.remove(OLIVIA, "kitchen", new UserId("malik"), "r");
        identity.confirm();
        assertThat(identity.roles(new UserId("mia"))).isEmpty();
        assertThat(identity.roles(new UserId("malik"))).as("with a promotion open").isEmpty();
    }

    @Test
    void seesByItselfWhatTheFeedDoesNotTellAnyMore() {
        IslandRecord island = kitchenWith("mia", MemberRole.MEMBER);
        Alignment alignment = alignment();
        identity.takeAway("mia");
        assertThat(mesh.members(island)).contains(new UserId("mia"));
        alignment.run();
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        identity.takeAway("olivia");
        alignment.run();
        assertThat(mesh.members(island)).isEmpty();
    }
}
