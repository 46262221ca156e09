// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService.Issued;
import org.tuttlenetwork.lightweb.islands.invite.JoinService;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.invite.SecretHashes;
import org.tuttlenetwork.lightweb.islands.invite.Wish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** From a link to a membership. */
class InvitationIT extends InvitationFixture {
    @Test
    void showsTheIslandToAnybodyWithTheLinkAndUsesNothingUp() {
        String secret = issued(link(1, false));
        for (int i = 0; i < 3; i++) {
            Preview preview = joining.preview(Optional.empty(), secret);
            assertThat(preview.island().name()).isEqualTo("An island");
            assertThat(preview.inviter()).isEqualTo("olivia");
            assertThat(preview.standing()).isEqualTo(Standing.NEW);
        }
        assertThat(join(MIA, secret)).isEqualTo(Standing.ARRIVING);
    }

    @Test
    void letsSomebodyInOnceAndSaysSoEachTime() {
        String secret = issued(link(2, false));
        assertThat(join(MIA, secret)).isEqualTo(Standing.ARRIVING);
        assertThat(join(MIA, secret)).isEqualTo(Standing.ARRIVING);
        arrive("mia");
        assertThat(join(MIA, secret)).isEqualTo(Standing.MEMBER);
        assertThat(member("mia").addedBy()).contains(OLIVIA.user());
        assertThat(mesh.members(island)).contains(MIA.user());
        assertThat(invitations.open(OLIVIA, "kitchen").getFirst().used()).isEqualTo(1);
        assertThat(join(OMAR, secret)).isEqualTo(Standing.ARRIVING);
        refused(ProblemType.GONE, "invitation-used-up", () -> join(caller("malik"), secret));
    }

    @Test
    void givesTheLastUseToOneOfManyWhoComeAtOnce() throws Exception {
        String secret = issued(link(1, false));
        List<Callable<?>> many = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> many.add(() -> join(caller("guest" + i), secret)));
        assertThat(concurrently(many))
                .allSatisfy(
                        late ->
                                refused(
                                        ProblemType.GONE,
                                        "invitation-used-up",
                                        () -> {
                                            throw late;
                                        }))
                .hasSize(7);
        assertThat(members.members(OLIVIA, "kitchen")).hasSize(2);
    }

    @Test
    void letsNoMoreInThanTheIslandMayHave() {
        String secret = issued(link(100, false));
        for (int i = 0; i < MOST_MEMBERS - 1; i++) {
            join(caller("guest" + i), secret);
        }
        refused(ProblemType.CONFLICT, "island-full", () -> join(MIA, secret));
        refused(
                ProblemType.CONFLICT,
                "island-full",
                () -> members.add(OLIVIA, "kitchen", "mia", MemberRole.MEMBER, "r"));
        members.remove(OLIVIA, "kitchen", FakeIdentity.user("guest0"), "r");
        assertThat(join(MIA, secret)).isEqualTo(Standing.ARRIVING);
    }

    @Test
    void keepsNoMoreInvitationsOpenThanTheIslandMayHave() {
        for (int i = 0; i < 10; i++) {
            issued(link(1, false));
        }
        refused(ProblemType.CONFLICT, "too-many-invitations", () -> issued(link(1, false)));
    }

    @Test
    void endsByTimeByItsMakerAndWithItsMaker() {
        String expiring = issued(link(1, false));
        clock.by = Duration.ofHours(24);
        refused(ProblemType.GONE, "invitation-expired", () -> join(MIA, expiring));

        Issued back = invitations.issue(OLIVIA, "kitchen", link(1, false), "r");
        invitations.revoke(OLIVIA, "kitchen", back.invitation().id(), "r");
        refused(ProblemType.GONE, "invitation-revoked", () -> join(MIA, back.secret().shown()));

        members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r");
        arrive("omar");
        String his = invitations.issue(OMAR, "kitchen", link(5, false), "r").secret().shown();
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MEMBER, "r");
        refused(ProblemType.GONE, "invitation-revoked", () -> join(MIA, his));
        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r");
        arrive("omar");
        refused(ProblemType.GONE, "invitation-revoked", () -> join(MIA, his));
    }

    @Test
    void endsForGoodWhenItsMakerMayGiveTheRoleNoMore() {
        in("omar", MemberRole.ADMIN);
        String member = issuedBy(OMAR, MemberRole.MEMBER);
        String moderator = issuedBy(OMAR, MemberRole.MODERATOR);
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MODERATOR, "r");
        arrive("omar");
        assertThat(invitations.open(OLIVIA, "kitchen"))
                .extracting(one -> one.terms().role())
                .containsExactly(MemberRole.MEMBER);
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MEMBER, "r");
        assertThat(invitations.open(OLIVIA, "kitchen")).isEmpty();
        arrive("omar");
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.OWNER, "r");
        arrive("omar");
        assertThat(invitations.open(OMAR, "kitchen")).isEmpty();
        refused(ProblemType.GONE, "invitation-revoked", () -> join(MIA, member));
        refused(ProblemType.GONE, "invitation-revoked", () -> join(MIA, moderator));
        assertThat(join(MIA, issuedBy(OMAR, MemberRole.MEMBER))).isEqualTo(Standing.ARRIVING);
    }

    @Test
    void isNotListedWhileItsMakerCountsForNothing() {
        in("omar", MemberRole.ADMIN);
        issuedBy(OMAR, MemberRole.MEMBER);
        assertThat(invitations.open(OLIVIA, "kitchen")).hasSize(1);
        identity.takeAway("omar");
        assertThat(invitations.open(OLIVIA, "kitchen")).isEmpty();
    }

    @Test
    void isNotBroughtBackWhereItsMakerWasMadeLessElsewhere() {
        in("omar", MemberRole.ADMIN);
        String his = issuedBy(OMAR, MemberRole.MEMBER);
        identity.takeAway("omar");
        Reason console = new Reason(ADA.user(), "by the console", "r");
        database.write(
                tx -> identity.grant(tx, OMAR.user(), MemberRole.GUEST.on(KITCHEN), console));
        arrive("omar");
        assertThat(invitations.open(OLIVIA, "kitchen")).isEmpty();
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.ADMIN, "r");
        arrive("omar");
        assertThat(invitations.open(OLIVIA, "kitchen")).isEmpty();
        refused(ProblemType.GONE, "invitation-revoked", () -> join(MIA, his));
    }

    private String issuedBy(Caller who, MemberRole role) {
        return invitations.issue(who, "kitchen", link(role, 5, false), "r").secret().shown();
    }

    @Test
    void letsNobodyBackInWhoWasTakenOut() {
        String before = issued(link(5, false));
        join(MIA, before);
        arrive("mia");
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        refused(ProblemType.FORBIDDEN, "was-removed", () -> join(MIA, before));
        assertThat(join(MIA, issued(link(1, false))))
                .as("by a newer one, whatever the clocks say")
                .isEqualTo(Standing.ARRIVING);
        arrive("mia");
        members.remove(MIA, "kitchen", MIA.user(), "r");
        assertThat(join(MIA, issued(link(1, false))))
                .as("left by themselves")
                .isEqualTo(Standing.ARRIVING);
    }

    @Test
    void endsWithARestoreOfAnOlderState() {
        String secret = issued(link(1, false));
        database.write(
                tx -> Sql.update(tx, "update invitation set made_at = made_at - interval '1 day'"));
        postgres.restored();
        try {
            joining =
                    new JoinService(
                            database,
                            identity,
                            writer,
                            new SecretHashes(MasterKey.of(new byte[32])),
                            postgres.brake());
            refused(ProblemType.GONE, "invitation-revoked", () -> join(MIA, secret));
            alignment().run();
            assertThat(invitations.open(OLIVIA, "kitchen")).isEmpty();
        } finally {
            postgres.released();
        }
    }

    @Test
    void takesOnlyAYesToTheRulesThatWereShown() {
        String secret = issued(link(1, false));
        refused(
                ProblemType.CONFLICT,
                "rules-changed",
                () -> joining.join(MIA, secret, "Everything[]", "r"));
        assertThat(join(MIA, secret)).isEqualTo(Standing.ARRIVING);
    }

    @Test
    void givesTheEndDateOfTheInvitation() {
        Wish wish =
                new Wish(
                        Kind.LINK,
                        MemberRole.GUEST,
                        Duration.ofHours(24),
                        1,
                        Optional.of(clock.instant().plus(Duration.ofDays(3))),
                        false);
        join(MIA, issued(wish));
        arrive("mia");
        assertThat(member("mia").until()).isPresent();
        clock.by = Duration.ofDays(4);
        service.align(island.id());
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsNobodyInForAMembershipThatWouldBeOver(boolean approval) {
        String secret = issued(until(clock.instant().plus(Duration.ofHours(1)), approval));
        String agreed = joining.preview(Optional.of(MIA), secret).agreement();
        clock.by = Duration.ofHours(1);
        refused(
                ProblemType.GONE,
                "invitation-offer-over",
                () -> joining.preview(Optional.empty(), secret));
        refused(
                ProblemType.GONE,
                "invitation-offer-over",
                () -> joining.join(MIA, secret, agreed, "r"));
        List<Integer> used =
                database.read(
                        tx ->
                                Sql.query(
                                        tx,
                                        row -> row.getInt(1),
                                        "select 1 from invitation_use union all select 1 from"
                                                + " join_request"));
        assertThat(used).isEmpty();
        assertThat(invitations.open(OLIVIA, "kitchen")).isEmpty();
        assertThat(identity.asked()).noneMatch(asked -> asked.startsWith("grant mia"));
    }

    private static Wish until(Instant end, boolean approval) {
        return new Wish(
                Kind.LINK, MemberRole.MEMBER, Duration.ofHours(24), 1, Optional.of(end), approval);
    }

    @Test
    void refusesWhatIsNoInvitation() {
        String secret = issued(link(1, false));
        String mistyped = secret.substring(0, secret.length() - 2) + "xx";
        for (String wrong :
                List.of("", "lwi_", mistyped, "lwi_" + "A".repeat(27), "ABCD", secret + "A")) {
            refused(ProblemType.NOT_FOUND, () -> joining.preview(Optional.of(MIA), wrong));
        }
        service.dissolve(OLIVIA, "kitchen", "r");
        refused(ProblemType.NOT_FOUND, () -> joining.preview(Optional.of(MIA), secret));
    }

    @Test
    void letsOnlyWhoManagesInvite() {
        members.add(OLIVIA, "kitchen", "omar", MemberRole.MODERATOR, "r");
        arrive("omar");
        Wish admin =
                new Wish(
                        Kind.LINK,
                        MemberRole.ADMIN,
                        Duration.ofHours(1),
                        1,
                        Optional.empty(),
                        false);
        refused(ProblemType.FORBIDDEN, () -> invitations.issue(OMAR, "kitchen", admin, "r"));
        Invitation hers = invitations.issue(OLIVIA, "kitchen", admin, "r").invitation();
        refused(ProblemType.FORBIDDEN, () -> invitations.revoke(OMAR, "kitchen", hers.id(), "r"));
        Invitation his = invitations.issue(OMAR, "kitchen", link(1, false), "r").invitation();
        invitations.revoke(OMAR, "kitchen", his.id(), "r");
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MEMBER, "r");
        refused(
                ProblemType.FORBIDDEN,
                () -> invitations.issue(OMAR, "kitchen", link(1, false), "r"));
        refused(ProblemType.FORBIDDEN, () -> invitations.open(OMAR, "kitchen"));
        refused(ProblemType.FORBIDDEN, () -> waiting(OMAR));
        refused(ProblemType.NOT_FOUND, () -> invitations.open(MIA, "kitchen"));
        refused(
                ProblemType.NOT_FOUND,
                () -> invitations.issue(ADA, "kitchen", link(1, false), "r"));
    }

    @Test
    void keepsTheSecretNowhere() {
        String secret = issued(link(1, false));
        List<String> kept =
                database.read(
                        tx ->
                                Sql.query(
                                        tx,
                                        row -> row.getString(1),
                                        "select i::text from invitation i"));
        assertThat(kept).hasSize(1).noneMatch(row -> row.contains(secret.substring(4, 20)));
    }
}
