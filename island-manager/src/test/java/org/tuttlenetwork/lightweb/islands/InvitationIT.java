// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService.Issued;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService;
import org.tuttlenetwork.lightweb.islands.invite.JoinService;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.invite.SecretHashes;
import org.tuttlenetwork.lightweb.islands.invite.Wish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** From an invitation to a membership. */
class InvitationIT extends IslandFixture {
    private IslandRecord island;
    private InvitationService invitations;
    private JoinService joining;
    private JoinRequestService requests;
    private SecretHashes hashes;

    @BeforeEach
    void kitchen() {
        island = make(KITCHEN);
        arrive("olivia");
        hashes = new SecretHashes(MasterKey.of(new byte[32]));
        invitations = new InvitationService(database, service, writer, hashes);
        joining = new JoinService(database, identity, writer, hashes, postgres.brake());
        requests = new JoinRequestService(database, identity, service, writer);
    }

    private static Wish link(int uses, boolean approval) {
        return new Wish(
                Kind.LINK,
                MemberRole.MEMBER,
                Duration.ofHours(24),
                uses,
                Optional.empty(),
                approval);
    }

    private static Wish code() {
        return new Wish(
                Kind.CODE, MemberRole.GUEST, Duration.ofHours(1), 1, Optional.empty(), true);
    }

    private String issued(Wish wish) {
        return invitations.issue(OLIVIA, "kitchen", wish, "r").secret().shown();
    }

    private List<JoinRequestService.Asked> waiting(Caller who) {
        return requests.open(who, "kitchen", Optional.empty(), 50);
    }

    private Standing join(Caller who, String secret) {
        String agreed = joining.preview(Optional.of(who), secret).agreement();
        return joining.join(who, secret, agreed, "r").standing();
    }

    private static String because(
            ProblemType type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        LightWebException refused =
                org.assertj.core.api.Assertions.catchThrowableOfType(LightWebException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.type()).isEqualTo(type);
        return refused.reason().orElseThrow().key();
    }

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
        assertThat(because(ProblemType.GONE, () -> join(caller("malik"), secret)))
                .isEqualTo("invitation-used-up");
    }

    @Test
    void givesTheLastUseToOneOfManyWhoComeAtOnce() throws Exception {
        String secret = issued(link(1, false));
        List<Callable<?>> many = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> many.add(() -> join(caller("guest" + i), secret)));
        assertThat(concurrently(many)).hasSize(7);
        assertThat(members.members(OLIVIA, "kitchen")).hasSize(2);
    }

    @Test
    void endsByTimeByItsMakerAndWithItsMaker() {
        String expiring = issued(link(1, false));
        clock.by = Duration.ofHours(24);
        assertThat(because(ProblemType.GONE, () -> join(MIA, expiring)))
                .isEqualTo("invitation-expired");

        Issued back = invitations.issue(OLIVIA, "kitchen", link(1, false), "r");
        invitations.revoke(OLIVIA, "kitchen", back.invitation().id(), "r");
        assertThat(because(ProblemType.GONE, () -> join(MIA, back.secret().shown())))
                .isEqualTo("invitation-revoked");

        members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r");
        arrive("omar");
        String his = invitations.issue(OMAR, "kitchen", link(5, false), "r").secret().shown();
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MEMBER, "r");
        assertThat(because(ProblemType.GONE, () -> join(MIA, his))).isEqualTo("invitation-revoked");
        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r");
        arrive("omar");
        assertThat(because(ProblemType.GONE, () -> join(MIA, his)))
                .as("also when they are back")
                .isEqualTo("invitation-revoked");
    }

    @Test
    void letsNobodyBackInWhoWasTakenOut() {
        String before = issued(link(5, false));
        join(MIA, before);
        arrive("mia");
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        assertThat(because(ProblemType.FORBIDDEN, () -> join(MIA, before)))
                .isEqualTo("was-removed");
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
    void waitsForAYesWhereItIsAskedFor() {
        String secret = issued(link(5, true));
        assertThat(join(MIA, secret)).isEqualTo(Standing.WAITING);
        assertThat(join(MIA, secret)).isEqualTo(Standing.WAITING);
        assertThat(join(OMAR, secret)).isEqualTo(Standing.WAITING);
        assertThat(requests.countFor(OLIVIA, island)).isEqualTo(2);
        assertThat(requests.mine(MIA)).containsExactly(island);
        assertThat(identity.asked()).doesNotContain("grant mia island:kitchen:member");

        UUID mia = waiting(OLIVIA).getFirst().request().id();
        UUID omar = waiting(OLIVIA).getLast().request().id();
        requests.approve(OLIVIA, "kitchen", mia, "r");
        requests.refuse(OLIVIA, "kitchen", omar, "r");
        arrive("mia");
        assertThat(member("mia").isIn()).isTrue();
        assertThat(waiting(OLIVIA)).isEmpty();
        assertThat(
                        because(
                                ProblemType.NOT_FOUND,
                                () -> requests.refuse(OLIVIA, "kitchen", mia, "r")))
                .isEqualTo("nobody-waits");
        assertThat(members.members(OLIVIA, "kitchen")).hasSize(2);
    }

    @Test
    void letsNobodyAskForEver() {
        String secret = issued(link(5, true));
        join(MIA, secret);
        requests.refuse(OLIVIA, "kitchen", waiting(OLIVIA).getFirst().request().id(), "r");
        assertThat(because(ProblemType.FORBIDDEN, () -> join(MIA, secret)))
                .isEqualTo("was-refused");
        for (int i = 0; i < 3; i++) {
            join(OMAR, secret);
            requests.withdraw(OMAR, "kitchen", "r");
        }
        assertThat(because(ProblemType.TOO_MANY_REQUESTS, () -> join(OMAR, secret)))
                .isEqualTo("too-many-requests");
    }

    @Test
    void pagesThroughWhoWaits() {
        String secret = issued(link(7, true));
        for (int i = 0; i < 7; i++) {
            join(caller("guest" + i), secret);
        }
        List<JoinRequestService.Asked> first =
                requests.open(OLIVIA, "kitchen", Optional.empty(), 3);
        UUID last = first.getLast().request().id();
        assertThat(first).hasSize(3);
        assertThat(requests.open(OLIVIA, "kitchen", Optional.of(last), 50))
                .hasSize(4)
                .doesNotContainAnyElementsOf(first);
    }

    @Test
    void endsWithARestoreOfAnOlderState() {
        String secret = issued(link(1, false));
        database.write(
                tx -> Sql.update(tx, "update invitation set made_at = made_at - interval '1 day'"));
        try {
            postgres.restored();
            joining = new JoinService(database, identity, writer, hashes, postgres.brake());
            assertThat(because(ProblemType.GONE, () -> join(MIA, secret)))
                    .isEqualTo("invitation-revoked");
            alignment().run();
            assertThat(invitations.open(OLIVIA, "kitchen")).isEmpty();
        } finally {
            release();
        }
    }

    private static void release() {
        database.read(
                tx -> {
                    try (java.sql.Connection connection = postgres.pool().getConnection();
                            java.sql.Statement statement = connection.createStatement()) {
                        statement.execute("delete from lightweb.restoration");
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return 0;
                });
    }

    @Test
    void letsSomebodyTakeTheirRequestBack() {
        String secret = issued(link(5, true));
        join(MIA, secret);
        requests.withdraw(MIA, "kitchen", "r");
        assertThat(requests.mine(MIA)).isEmpty();
        refused(ProblemType.NOT_FOUND, () -> requests.withdraw(MIA, "kitchen", "r"));
        assertThat(join(MIA, secret)).as("and ask again").isEqualTo(Standing.WAITING);
    }

    @Test
    void lowersWhatWasAgreedToNever() {
        String secret = issued(link(1, false));
        assertThat(
                        because(
                                ProblemType.CONFLICT,
                                () -> joining.join(MIA, secret, "Everything[]", "r")))
                .isEqualTo("rules-changed");
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

    @Test
    void acceptsASpokenCodeHoweverItIsTypedAndOnlyAfterALogin() {
        String code = issued(code());
        assertThat(code).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(
                        because(
                                ProblemType.UNAUTHENTICATED,
                                () -> joining.preview(Optional.empty(), code)))
                .isEqualTo("code-needs-login");
        String typed = " " + code.replace("-", " ").toLowerCase(java.util.Locale.ROOT) + " ";
        assertThat(join(MIA, typed)).isEqualTo(Standing.WAITING);
    }

    @Test
    void letsNobodyGuessCodesAndNobodyLockTheDoor() {
        String code = issued(code());
        for (int i = 0; i < 10; i++) {
            assertThat(
                            because(
                                    ProblemType.NOT_FOUND,
                                    () -> joining.preview(Optional.of(MIA), "0000-0000")))
                    .isEqualTo("no-invitation");
        }
        assertThat(because(ProblemType.TOO_MANY_REQUESTS, () -> join(MIA, code)))
                .isEqualTo("too-many-codes");
        assertThat(join(OMAR, code)).as("others go on").isEqualTo(Standing.WAITING);
        clock.by = Duration.ofHours(1);
        assertThat(
                        because(
                                ProblemType.NOT_FOUND,
                                () -> joining.preview(Optional.of(MIA), "0000-0000")))
                .as("an hour later they count anew")
                .isEqualTo("no-invitation");
    }

    @Test
    void letsAnHonestFirstTryThroughWhereManyGuess() {
        String code = issued(code());
        database.write(
                tx ->
                        Sql.update(
                                tx,
                                "insert into code_miss select 'guesser' || i, ? from"
                                        + " generate_series(1, 1000) i",
                                clock.instant()));
        refused(ProblemType.TOO_MANY_REQUESTS, () -> join(caller("guesser1"), code));
        assertThat(join(MIA, code)).isEqualTo(Standing.WAITING);
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
    void writesDownWhatWasDoneForOwnersOnly() throws Exception {
        IslandJournal journal = new IslandJournal(service, postgres.journal());
        join(MIA, issued(link(1, true)));
        UUID request = waiting(OLIVIA).getFirst().request().id();
        requests.approve(OLIVIA, "kitchen", request, "r-1");
        arrive("mia");
        members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.ADMIN, "r");
        arrive("mia");
        members.until(
                OLIVIA,
                "kitchen",
                MIA.user(),
                Optional.of(clock.instant().plus(Duration.ofDays(9))),
                "r");
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");

        List<JournalEntry> all = journal.page(OLIVIA, "kitchen", "", Long.MAX_VALUE, 50);
        assertThat(all)
                .extracting(entry -> entry.note().action().substring("island.".length()))
                .containsExactly(
                        "member.removed",
                        "member.until",
                        "member.changed",
                        "member.added",
                        "request.approved",
                        "request.made",
                        "invitation.made",
                        "made");
        assertThat(all.get(2).note().before()).contains("{\"role\":\"member\"}");
        assertThat(all.get(2).note().after()).contains("{\"role\":\"admin\"}");
        assertThat(all.get(3).note().requestId()).isEqualTo("r-1");
        assertThat(journal.page(OLIVIA, "kitchen", "island.request", Long.MAX_VALUE, 50))
                .hasSize(2);

        java.io.ByteArrayOutputStream file = new java.io.ByteArrayOutputStream();
        journal.export(OLIVIA, "kitchen").to(file);
        assertThat(file.toString(java.nio.charset.StandardCharsets.UTF_8).lines()).hasSize(8);

        members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r");
        arrive("omar");
        refused(ProblemType.FORBIDDEN, () -> journal.page(OMAR, "kitchen", "", Long.MAX_VALUE, 50));
        refused(ProblemType.NOT_FOUND, () -> journal.page(ADA, "kitchen", "", Long.MAX_VALUE, 50));
        refused(ProblemType.NOT_FOUND, () -> journal.export(MIA, "kitchen"));
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
