// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService.Asked;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who asks to be let in, and what becomes of it. */
class JoinRequestIT extends InvitationFixture {
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
        refused(
                ProblemType.NOT_FOUND,
                "nobody-waits",
                () -> requests.refuse(OLIVIA, "kitchen", mia, "r"));
        assertThat(members.members(OLIVIA, "kitchen")).hasSize(2);
    }

    @Test
    void letsNobodyAskForEver() {
        String secret = issued(link(5, true));
        join(MIA, secret);
        requests.refuse(OLIVIA, "kitchen", waiting(OLIVIA).getFirst().request().id(), "r");
        refused(ProblemType.FORBIDDEN, "was-refused", () -> join(MIA, secret));
        for (int i = 0; i < 3; i++) {
            join(OMAR, secret);
            requests.withdraw(OMAR, "kitchen", "r");
        }
        refused(ProblemType.TOO_MANY_REQUESTS, "too-many-requests", () -> join(OMAR, secret));
    }

    @Test
    void pagesThroughWhoWaits() {
        String secret = issued(link(7, true));
        for (int i = 0; i < 7; i++) {
            join(caller("guest" + i), secret);
        }
        List<Asked> first = requests.open(OLIVIA, "kitchen", Optional.empty(), 3);
        UUID last = first.getLast().request().id();
        assertThat(first).hasSize(3);
        assertThat(requests.open(OLIVIA, "kitchen", Optional.of(last), 50))
                .hasSize(4)
                .doesNotContainAnyElementsOf(first);
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
}
