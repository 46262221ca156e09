// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.MemberRules.ChosenPorts;
import org.tuttlenetwork.lightweb.islands.MemberRules.Everything;
import org.tuttlenetwork.lightweb.islands.MemberRules.ServicesOnly;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An island's name and rules as they change, and who has agreed to them. */
class RuleIT extends InvitationFixture {
    @Test
    void widensBetweenThoseWhoAgree() {
        in("mia", MemberRole.MEMBER);
        in("omar", MemberRole.MEMBER);
        widen(22);
        assertThat(reach()).containsExactly("22: olivia");
        assertThat(rules.asking(MIA.user())).extracting(IslandRecord::id).contains(island.id());
        assertThat(rules.less(MIA.user(), island)).contains(new ServicesOnly());

        agree("mia", "22");
        agree("mia", "22");
        assertThat(reach()).containsExactly("22: mia olivia");
        assertThat(rules.asking(MIA.user())).isEmpty();

        widen(22, 80);
        agree("omar", "22,80");
        assertThat(reach()).containsExactly("22: mia olivia omar", "80: olivia omar");
        agree("mia", "22,80");
        assertThat(reach()).containsExactly("22,80: mia olivia omar");
        assertThat(mesh.fragment(island).groups()).hasSize(1);
    }

    /** Whoever is added, here or in Zitadel's console, was shown no rules. */
    @Test
    void opensNobodysDevicesWhoWasOnlyAdded() {
        change(new Everything());
        in("mia", MemberRole.MEMBER);
        identity.grantInConsole("omar", MemberRole.MEMBER.on(island.slug()));
        service.membershipChanged(OMAR.user());
        assertThat(mesh.fragment(island).groups().getFirst().users())
                .as("in the island")
                .contains(MIA.user(), OMAR.user());
        assertThat(reach()).containsExactly(": olivia");
        assertThat(rules.less(MIA.user(), island)).contains(new ServicesOnly());
        assertThat(rules.asking(OMAR.user())).extracting(IslandRecord::id).contains(island.id());
        agree("mia", "EVERYTHING");
        assertThat(reach()).containsExactly(": mia olivia");
        agree("omar", "EVERYTHING");
        assertThat(reach()).containsExactly(": mia olivia omar");
    }

    /** Both were waiting while nobody looked: the one who goes hides nobody who comes. */
    @Test
    void opensNobodysDevicesWhoCameWhileSomebodysTimeEnded() {
        change(new Everything());
        in("mia", MemberRole.MEMBER);
        members.until(
                OLIVIA,
                "kitchen",
                MIA.user(),
                Optional.of(clock.instant().plus(Duration.ofDays(1))),
                "r");
        identity.grantInConsole("omar", MemberRole.MEMBER.on(island.slug()));
        clock.by = Duration.ofDays(2);
        service.membershipChanged(OMAR.user());
        assertThat(mesh.fragment(island).groups().getFirst().users())
                .contains(OMAR.user())
                .doesNotContain(MIA.user());
        assertThat(reach()).containsExactly(": olivia");
    }

    /** Taken out, asked for less, then for more: nobody agreed to that. */
    @Test
    void asksWhoIsBroughtBackAfterTheRulesChangedTwice() {
        change(new Everything());
        in("mia", MemberRole.MEMBER);
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        change(new ServicesOnly());
        change(new Everything());
        members.restore(OLIVIA, "kitchen", MIA.user(), "r");
        arrive("mia");
        assertThat(reach()).containsExactly(": olivia");
    }

    @Test
    void narrowsAtOnceAndForgetsWhatWasAgreedTo() {
        in("mia", MemberRole.MEMBER);
        change(new Everything());
        agree("mia", "EVERYTHING");
        assertThat(reach()).containsExactly(": mia olivia");
        change(new ServicesOnly());
        assertThat(reach()).isEmpty();
        assertThat(rules.agreements(MIA, "kitchen")).isEqualTo(Agreements.WHOLE);
        widen(22);
        assertThat(reach()).as("asked anew").containsExactly("22: olivia");
    }

    @Test
    void appliesToWhoCameByTheOldRulesOnlyOnceTheyAgree() {
        String secret = issued(link(5, false));
        String approved = issued(link(5, true));
        join(MIA, secret);
        join(OMAR, approved);
        widen(22);
        arrive("mia");
        UUID request = waiting(OLIVIA).getFirst().request().id();
        requests.approve(OLIVIA, "kitchen", request, "r");
        arrive("omar");
        join(caller("malik"), secret);
        arrive("malik");
        assertThat(reach()).containsExactly("22: malik olivia");
    }

    @Test
    void keepsWhatSomebodyAgreedToOverTheirAbsence() {
        in("mia", MemberRole.MEMBER);
        widen(22);
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        in("mia", MemberRole.MEMBER);
        assertThat(reach()).containsExactly("22: olivia");
        members.remove(MIA, "kitchen", MIA.user(), "r");
        join(MIA, issued(link(1, false)));
        arrive("mia");
        assertThat(reach()).as("joining is agreeing").containsExactly("22: mia olivia");
    }

    @Test
    void asksWhoWasAwayWhileTheRulesWidened() {
        in("mia", MemberRole.MEMBER);
        in("omar", MemberRole.MEMBER);
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        members.remove(OMAR, "kitchen", OMAR.user(), "r");
        change(new Everything());
        members.restore(OLIVIA, "kitchen", MIA.user(), "r");
        arrive("mia");
        in("omar", MemberRole.MEMBER);
        assertThat(reach()).containsExactly(": olivia");
        assertThat(rules.less(MIA.user(), island)).contains(new ServicesOnly());
    }

    @Test
    void asksNobodyWhoComesBackToTheSameRules() {
        in("mia", MemberRole.MEMBER);
        members.remove(OLIVIA, "kitchen", MIA.user(), "r");
        in("mia", MemberRole.MEMBER);
        assertThat(rules.less(MIA.user(), island)).isEmpty();
        assertThat(rules.asking(MIA.user())).isEmpty();
        assertThat(rules.agreements(MIA, "kitchen")).isEqualTo(Agreements.WHOLE);
    }

    @Test
    void bringsNothingBackThatWasTakenAway() {
        widen(22, 443);
        in("mia", MemberRole.MEMBER);
        agree("mia", "22,443");
        widen(445, 443);
        assertThat(reach()).containsExactly("443: mia olivia", "445: olivia");
        widen(22, 443, 445);
        assertThat(reach())
                .as("22 was taken away: it asks anew")
                .containsExactly("22: olivia", "443: mia olivia", "445: olivia");
        change(new Everything());
        assertThat(reach()).containsExactly("443: mia olivia", ": olivia");
    }

    @Test
    void takesNoAgreementToRulesThatAreOthersByNow() {
        in("mia", MemberRole.MEMBER);
        widen(22);
        change(new Everything());
        refused(ProblemType.CONFLICT, "rules-changed", () -> agree("mia", "22"));
        assertThat(reach()).containsExactly(": olivia");
    }

    @Test
    void writesDownWhatItWasAndIs() {
        in("mia", MemberRole.MEMBER);
        rules.change(OLIVIA, "kitchen", Optional.of(" Tea \"& more\\ "), Optional.empty(), "r-2");
        widen(22);
        agree("mia", "22");
        IslandJournal journal = new IslandJournal(service, postgres.journal());
        assertThat(journal.page(OLIVIA, "kitchen", "", Long.MAX_VALUE, 3))
                .extracting(entry -> entry.note().action() + " " + entry.note().after().orElse(""))
                .containsExactly(
                        "island.rules.agreed {\"rules\":\"22\"}",
                        "island.rules.changed {\"rules\":\"22\"}",
                        "island.renamed {\"name\":\"Tea \\\"& more\\\\\"}");
        assertThat(service.joined(MIA, "kitchen").name()).isEqualTo("Tea \"& more\\");
        refused(ProblemType.INVALID, () -> rename("\u0007"));
        refused(ProblemType.INVALID, () -> rename("  "));
        refused(ProblemType.INVALID, () -> rename("\u200b"));
    }

    @Test
    void writesNothingWhereNothingIsAnother() {
        List<String> before = entries();
        change(new ServicesOnly());
        rename("An island");
        assertThat(entries()).isEqualTo(before);
    }

    private List<String> entries() {
        return new IslandJournal(service, postgres.journal())
                .page(OLIVIA, "kitchen", "", Long.MAX_VALUE, 50).stream()
                        .map(entry -> entry.note().action())
                        .toList();
    }

    private void rename(String name) {
        rules.change(OLIVIA, "kitchen", Optional.of(name), Optional.empty(), "r");
    }

    private void change(MemberRules wanted) {
        island = rules.change(OLIVIA, "kitchen", Optional.empty(), Optional.of(wanted), "r");
    }

    private void widen(Integer... ports) {
        change(new ChosenPorts(List.of(ports)));
    }

    private void agree(String who, String agreement) {
        rules.agree(caller(who), "kitchen", agreement, "r");
    }

    /** Who reaches which ports of whom, by group: {@code ports: members}. */
    private List<String> reach() {
        var fragment = mesh.fragment(island);
        return fragment.policies().stream()
                .map(
                        policy -> {
                            String ports =
                                    policy.ports().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(","));
                            Set<UserId> users =
                                    fragment.groups().stream()
                                            .filter(group -> group.key().equals(policy.key()))
                                            .map(MeshGroup::users)
                                            .findFirst()
                                            .orElseThrow();
                            return ports
                                    + ": "
                                    + users.stream()
                                            .map(UserId::value)
                                            .sorted()
                                            .collect(Collectors.joining(" "));
                        })
                .sorted()
                .toList();
    }
}
