// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is written down of an island, and who reads it. */
class IslandJournalIT extends InvitationFixture {
    private IslandJournal journal() {
        return new IslandJournal(service, postgres.journal());
    }

    @Test
    void writesDownWhatWasDoneForOwnersOnly() throws Exception {
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

        List<JournalEntry> all = journal().page(OLIVIA, "kitchen", "", Long.MAX_VALUE, 50);
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
        assertThat(journal().page(OLIVIA, "kitchen", "island.request", Long.MAX_VALUE, 50))
                .hasSize(2);

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        postgres.journal().export(journal().all(OLIVIA, "kitchen"), file);
        assertThat(file.toString(StandardCharsets.UTF_8).lines()).hasSize(8);

        members.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r");
        arrive("omar");
        refused(
                ProblemType.FORBIDDEN,
                () -> journal().page(OMAR, "kitchen", "", Long.MAX_VALUE, 50));
        refused(
                ProblemType.NOT_FOUND,
                () -> journal().page(ADA, "kitchen", "", Long.MAX_VALUE, 50));
        refused(ProblemType.NOT_FOUND, () -> journal().all(MIA, "kitchen"));
    }

    @Test
    void tellsWhoComesAndGoesByZitadelAlone() {
        identity.grantInConsole("mia", MemberRole.MEMBER.on(island.slug()));
        service.membershipChanged(MIA.user());
        service.membershipChanged(MIA.user());
        identity.takeAway("mia");
        service.membershipChanged(MIA.user());
        List<JournalEntry> told =
                journal().page(OLIVIA, "kitchen", "island.member", Long.MAX_VALUE, 9);
        assertThat(told)
                .extracting(entry -> entry.note().action())
                .containsExactly("island.member.gone", "island.member.came");
        assertThat(told)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.note().actor()).isEmpty();
                            assertThat(entry.note().person()).contains(MIA.user());
                        });
        assertThat(told.getLast().note().after()).contains("{\"role\":\"member\"}");
    }

    @Test
    void tellsWhoIsBack() {
        members.add(OLIVIA, "kitchen", "mia", MemberRole.MEMBER, "r");
        arrive("mia");
        identity.takeAway("mia");
        service.membershipChanged(MIA.user());
        identity.grantInConsole("mia", MemberRole.MEMBER.on(island.slug()));
        service.membershipChanged(MIA.user());
        assertThat(journal().page(OLIVIA, "kitchen", "island.member", Long.MAX_VALUE, 9))
                .extracting(entry -> entry.note().action())
                .containsExactly("island.member.back", "island.member.gone", "island.member.added");
    }
}
