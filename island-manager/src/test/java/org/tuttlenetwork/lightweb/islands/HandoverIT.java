// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Duration;

/** An island changes hands: both sides say yes, and it is never without an owner. */
class HandoverIT extends InvitationFixture {
    @BeforeEach
    void letOmarIn() {
        in("omar", MemberRole.MEMBER);
    }

    private void offer() {
        handovers.offer(OLIVIA, "kitchen", OMAR.user(), "r");
    }

    @Test
    void handsOverOnceTheNewOwnerIsThere() {
        offer();
        assertThat(handovers.offeredTo(OMAR)).containsExactly(island);
        handovers.accept(OMAR, "kitchen", "r");
        assertThat(service.role(OLIVIA.user(), island)).contains(MemberRole.OWNER);
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.MEMBER);

        arrive("omar");
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.OWNER);
        assertThat(service.role(OLIVIA.user(), island)).contains(MemberRole.ADMIN);
        arrive("olivia");
        assertThat(identity.roles(OLIVIA.user())).containsExactly(MemberRole.ADMIN.on(KITCHEN));
        assertThat(identity.roles(OMAR.user())).containsExactly(MemberRole.OWNER.on(KITCHEN));
        assertThat(mesh.members(island)).contains(OLIVIA.user(), OMAR.user());
        assertThat(handovers.open(OMAR, "kitchen")).isEmpty();
    }

    @Test
    void isFinishedByItselfWhereTheFeedDoesNotTell() {
        offer();
        handovers.accept(OMAR, "kitchen", "r");
        identity.confirm();
        alignment().run();
        assertThat(service.role(OLIVIA.user(), island)).contains(MemberRole.ADMIN);
    }

    @Test
    void neverGoesToWhoIsNotInOrHasNotSaidYes() {
        refused(ProblemType.NOT_FOUND, () -> handovers.offer(OLIVIA, "kitchen", MIA.user(), "r"));
        members.add(OLIVIA, "kitchen", "mia", MemberRole.MEMBER, "r");
        refused(ProblemType.NOT_FOUND, () -> handovers.offer(OLIVIA, "kitchen", MIA.user(), "r"));
        refused(ProblemType.CONFLICT, () -> handovers.offer(OLIVIA, "kitchen", OLIVIA.user(), "r"));
        refused(ProblemType.NOT_FOUND, () -> handovers.accept(OMAR, "kitchen", "r"));
        offer();
        refused(ProblemType.NOT_FOUND, () -> handovers.accept(OLIVIA, "kitchen", "r"));
        assertThat(identity.asked()).doesNotContain("grant omar island:kitchen:owner");
    }

    @Test
    void isForOwnersOnly() {
        refused(ProblemType.FORBIDDEN, () -> handovers.offer(OMAR, "kitchen", OLIVIA.user(), "r"));
        refused(ProblemType.NOT_FOUND, () -> handovers.offer(MIA, "kitchen", OMAR.user(), "r"));
        refused(ProblemType.NOT_FOUND, () -> handovers.offer(ADA, "kitchen", OMAR.user(), "r"));
    }

    @Test
    void isDeclinedTakenBackAndOverAfterTwoWeeks() {
        offer();
        handovers.end(OMAR, "kitchen", "r");
        refused(ProblemType.NOT_FOUND, () -> handovers.accept(OMAR, "kitchen", "r"));
        offer();
        handovers.end(OLIVIA, "kitchen", "r");
        refused(ProblemType.NOT_FOUND, () -> handovers.end(OLIVIA, "kitchen", "r"));
        offer();
        clock.by = Duration.ofDays(14);
        assertThat(handovers.open(OMAR, "kitchen")).isEmpty();
        refused(ProblemType.NOT_FOUND, () -> handovers.accept(OMAR, "kitchen", "r"));
    }

    @Test
    void isTakenBackAlsoAfterAYesThatZitadelHasNotSeen() {
        offer();
        handovers.accept(OMAR, "kitchen", "r");
        handovers.end(OLIVIA, "kitchen", "r");
        arrive("omar");
        alignment().run();
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.MEMBER);
        assertThat(member("omar").changesTo()).isEmpty();
    }

    @Test
    void makesNobodyAnOwnerByWhoWasTakenOutMeanwhile() {
        members.add(OLIVIA, "kitchen", "mia", MemberRole.OWNER, "r");
        arrive("mia");
        offer();
        handovers.accept(OMAR, "kitchen", "r");
        members.remove(MIA, "kitchen", OLIVIA.user(), "r");
        arrive("omar");
        alignment().run();
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.MEMBER);
    }

    @Test
    void endsWithWhoGoesOrIsMadeLess() {
        offer();
        members.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        assertThat(handovers.open(OLIVIA, "kitchen")).isEmpty();

        members.add(OLIVIA, "kitchen", "omar", MemberRole.MEMBER, "r");
        arrive("omar");
        offer();
        handovers.accept(OMAR, "kitchen", "r");
        assertThat(handovers.open(OMAR, "kitchen").orElseThrow().state())
                .isEqualTo(Handover.State.ACCEPTED);
        refused(ProblemType.CONFLICT, () -> handovers.offer(OLIVIA, "kitchen", OMAR.user(), "r"));
        members.change(OLIVIA, "kitchen", OMAR.user(), MemberRole.GUEST, "r");
        arrive("omar");
        assertThat(handovers.open(OLIVIA, "kitchen")).isEmpty();
        assertThat(service.role(OLIVIA.user(), island)).contains(MemberRole.OWNER);
        assertThat(service.role(OMAR.user(), island)).contains(MemberRole.GUEST);
    }
}
