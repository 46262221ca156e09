// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What is under way for somebody meets something else that is done to them: nobody becomes more
 * than the last word said, and no island loses its last owner.
 */
class InterplayIT extends InvitationFixture {
    private static final Caller MALIK = caller("malik");

    /** A link for many guests. */
    private String link(boolean approval) {
        return issued(link(MemberRole.GUEST, 50, approval));
    }

    private Optional<MemberRole> role(Caller who) {
        return service.role(who.user(), island);
    }

    private Optional<Instant> days(long days) {
        return Optional.of(clock.instant().plus(Duration.ofDays(days)));
    }

    @Test
    void closesTheRequestOfWhoComesInOrGoesByAnotherWay() {
        String secret = link(true);
        join(OMAR, secret);
        UUID request = waiting(OLIVIA).getFirst().request().id();
        in("omar", MemberRole.OWNER);
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.MODERATOR, "r");
        refused(ProblemType.NOT_FOUND, () -> requests.approve(OMAR, "kitchen", request, "r"));
        arrive("omar");
        assertThat(role(OMAR)).contains(MemberRole.MODERATOR);

        join(MIA, secret);
        in("mia", MemberRole.MEMBER);
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        assertThat(waiting(OLIVIA)).isEmpty();
    }

    @Test
    void givesAnOwnerNoEndByAnOldDate() {
        in("omar", MemberRole.MEMBER);
        in("malik", MemberRole.MODERATOR);
        handovers.offer(OLIVIA, "kitchen", OMAR.user(), "r");
        members.until(MALIK, "kitchen", OMAR.user(), days(1), "r");
        handovers.accept(OMAR, "kitchen", "r");
        refused(
                ProblemType.FORBIDDEN,
                () -> members.until(MALIK, "kitchen", OMAR.user(), days(1), "r"));
        arrive("omar");
        arrive("olivia");
        clock.by = Duration.ofDays(2);
        alignment().run();
        assertThat(role(OMAR)).contains(MemberRole.OWNER);
        assertThat(mesh.members(island)).contains(OMAR.user());
    }

    @Test
    void keepsAnOwnerByTheConsoleInSpiteOfADate() {
        in("omar", MemberRole.MEMBER);
        members.until(OLIVIA, "kitchen", OMAR.user(), days(1), "r");
        database.write(
                tx ->
                        Sql.update(
                                tx,
                                "insert into fake.role values ('omar', 'island:kitchen:owner',"
                                        + " true)"));
        clock.by = Duration.ofDays(2);
        alignment().run();
        assertThat(role(OMAR)).contains(MemberRole.OWNER);
    }

    @Test
    void letsNobodyComeBackAsMoreThanTheyAreInvitedFor() {
        in("omar", MemberRole.ADMIN);
        members.until(OLIVIA, "kitchen", OMAR.user(), days(3), "r");
        clock.by = Duration.ofDays(3).plusSeconds(1);
        String secret = link(false);
        assertThat(join(OMAR, secret)).isEqualTo(Standing.ARRIVING);
        arrive("omar");
        alignment().run();
        assertThat(role(OMAR)).contains(MemberRole.GUEST);
        assertThat(identity.roles(OMAR.user())).containsExactly(MemberRole.GUEST.on(KITCHEN));
    }

    @Test
    void remembersADemotionOverALock() {
        in("omar", MemberRole.OWNER);
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.GUEST, "r");
        confirmed("omar", false);
        service.membershipChanged(OMAR.user());
        assertThat(role(OMAR)).isEmpty();
        arrive("omar");
        alignment().run();
        assertThat(role(OMAR)).contains(MemberRole.GUEST);
        assertThat(identity.roles(OMAR.user())).containsExactly(MemberRole.GUEST.on(KITCHEN));
    }

    /** As {@code effective_roles} has it while somebody is locked. */
    private void confirmed(String login, boolean confirmed) {
        database.write(
                tx ->
                        Sql.update(
                                tx,
                                "update fake.role set confirmed = ? where user_id = ?",
                                confirmed,
                                login));
    }

    @Test
    void makesNothingTrueThatWasCorrected() {
        members.add(OLIVIA, "kitchen", "omar", MemberRole.OWNER, "r");
        members.add(OLIVIA, "kitchen", "omar", MemberRole.GUEST, "r");
        arrive("omar");
        alignment().run();
        assertThat(role(OMAR)).contains(MemberRole.GUEST);

        in("mia", MemberRole.MEMBER);
        members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.OWNER, "r");
        members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.MEMBER, "r");
        assertThat(member("mia").changesTo()).isEmpty();
        arrive("mia");
        alignment().run();
        assertThat(role(MIA)).contains(MemberRole.MEMBER);

        members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.OWNER, "r");
        members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.GUEST, "r");
        members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.MEMBER, "r");
        arrive("mia");
        alignment().run();
        assertThat(identity.roles(MIA.user())).containsExactly(MemberRole.MEMBER.on(KITCHEN));
    }

    @Test
    void letsNobodyUndoWhatIsAboveThem() {
        in("malik", MemberRole.MODERATOR);
        members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r");
        refused(
                ProblemType.FORBIDDEN,
                () -> members.add(MALIK, "kitchen", "omar", MemberRole.GUEST, "r"));
        refused(ProblemType.FORBIDDEN, () -> members.remove(MALIK, "kitchen", OMAR.user(), "r"));
        arrive("omar");
        assertThat(role(OMAR)).contains(MemberRole.ADMIN);
    }

    @Test
    void keepsNobodyWaitingForWhoOnlyLooks() throws Exception {
        String secret = link(false);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (java.util.concurrent.ExecutorService threads =
                java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(
                    () ->
                            database.write(
                                    tx -> {
                                        writer.lock(tx, island.id());
                                        held.countDown();
                                        return await(go);
                                    }));
            held.await();
            Future<?> stranger = threads.submit(() -> joining.preview(Optional.empty(), secret));
            assertThat(stranger.get(20, TimeUnit.SECONDS)).isNotNull();
            refused(
                    ProblemType.NOT_FOUND,
                    () -> requests.withdraw(caller("nobody"), "kitchen", "r"));
            go.countDown();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
