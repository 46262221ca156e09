// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.generated.precompiled.mesh.JteapproveGenerated;
import gg.jte.generated.precompiled.mesh.JteoverviewGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.plan.Effect;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.store.Approval;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.HeldChange;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class MeshPagesTest {
    private static Messages messages(String language) {
        return Messages.of(MeshPages.class, Locale.forLanguageTag(language));
    }

    private static HeldChange held(Effect.Kind kind, String id, int count) {
        ObjectKey key = new ObjectKey(ObjectKey.Kind.GROUP, "islands", "kitchen&1", "members");
        return new HeldChange(
                new Effect(id, kind, key, "island <kitchen>", count),
                Held.Reason.UNDECLARED,
                "nobody declares it",
                Instant.EPOCH);
    }

    private static List<HeldChange> oneOfEach() {
        List<HeldChange> all = new ArrayList<>();
        for (Effect.Kind kind : Effect.Kind.values()) {
            all.add(held(kind, "id-" + kind, 2));
        }
        all.add(held(Effect.Kind.REMOVE_AUTO_GROUPS, "id-second-person", 1));
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, 3, true, BROKEN",
        "true, true, 0, false, NEEDS_YOU",
        "true, false, 0, true, NEEDS_YOU",
        "true, false, 2, false, WAITING",
        "true, false, 0, false, WORKING"
    })
    void saysHowTheMeshIs(
            boolean reachable, boolean open, int pending, boolean held, Section.State state) {
        MeshOverview overview = new MeshOverview(reachable, open, pending, List.of());
        assertThat(MeshState.state(overview, held)).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsWhatIsHeldWithConsequencesAndWhatWasFound(String language) {
        Messages messages = messages(language);
        List<Approval> approvals = new ArrayList<>();
        for (Approval.State state : Approval.State.values()) {
            approvals.add(
                    new Approval(
                            new UUID(0, state.ordinal()),
                            Instant.EPOCH,
                            "300000000000000001",
                            "r",
                            Set.of("id"),
                            state,
                            "why",
                            Instant.EPOCH));
        }
        List<Finding> findings = new ArrayList<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            findings.add(
                    new Finding(1, Instant.EPOCH, kind, "islands", "kitchen", "words of " + kind));
        }
        StringOutput output = new StringOutput();
        JteoverviewGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                MeshState.of(new MeshOverview(true, true, 2, List.of()), true, true, messages),
                2,
                TokenCard.of(tokens(), messages),
                HeldCard.of(oneOfEach(), messages),
                approvals,
                findings,
                "wrong words");
        assertThat(output.toString())
                .contains("state-needs-you", "wrong words", "island &lt;kitchen&gt;")
                .contains("/mesh/approve?feature=islands&amp;fragment=kitchen%261")
                .contains("300000000000000001", "words of REPAIRED")
                .contains("2026-03-01T10:00:00Z", "detail of NOT_SEEN")
                .contains(messages.text("token.unknown"))
                .contains(messages.text("reason.UNDECLARED"))
                .doesNotContain("{0}", "{1}");
    }

    private static List<TokenView> tokens() {
        TokenLife life = new TokenLife(Instant.EPOCH, Instant.parse("2026-03-01T10:00:00Z"));
        List<TokenNote> notes =
                Arrays.stream(TokenNote.Kind.values())
                        .map(kind -> new TokenNote(kind, "detail of " + kind))
                        .toList();
        return List.of(
                new TokenView(
                        TokenRole.NETWORK,
                        true,
                        Optional.of(life),
                        Optional.of(Instant.parse("2026-02-01T10:00:00Z")),
                        notes),
                new TokenView(
                        TokenRole.ADMIN, false, Optional.empty(), Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void saysOfTokensWhenTheyEndAndWhatToDo(String language) {
        Messages messages = messages(language);
        List<TokenCard> cards = TokenCard.of(tokens(), messages);
        TokenCard network = cards.getFirst();
        assertThat(network.ends()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(network.failure()).isEqualTo("detail of NOT_SEEN");
        // Each kind, where it comes from, and when it is replaced.
        assertThat(network.sentences()).hasSize(TokenNote.Kind.values().length + 2);
        assertThat(network.sentences())
                .contains(messages.text("token.rotated"))
                .anyMatch(sentence -> sentence.contains("2026"))
                .anyMatch(sentence -> sentence.contains("detail of WRONG_ROLE"))
                .anyMatch(sentence -> sentence.contains("network_admin"))
                .noneMatch(sentence -> sentence.contains("{"));
        assertThat(cards.getLast().sentences()).containsExactly(messages.text("token.configured"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void isCalmWhereNothingIsHeldOrFound(String language) {
        Messages messages = messages(language);
        StringOutput output = new StringOutput();
        JteoverviewGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                MeshState.of(new MeshOverview(true, false, 0, List.of()), false, false, messages),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
        assertThat(output.toString())
                .contains("state-working", messages.text("held.none"))
                .contains("href=\"/identity\"", messages.text("held.people"))
                .contains(messages.text("findings.none"), messages.text("state.reader"))
                .doesNotContain("<table", "role=\"alert\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void asksForExactlyTheChangesThatItShows(String language) {
        Messages messages = messages(language);
        HeldCard card = HeldCard.of(oneOfEach(), messages).getFirst();
        StringOutput output = new StringOutput();
        JteapproveGenerated.render(new OwaspHtmlTemplateOutput(output), null, messages, card);
        String page = output.toString();
        assertThat(page).contains("action=\"/mesh/approve\"", "method=\"post\"");
        for (HeldChange change : oneOfEach()) {
            assertThat(page).contains("name=\"change\" value=\"" + change.effect().id() + "\"");
        }
        // Two people are one sentence.
        assertThat(card.consequences()).hasSize(Effect.Kind.values().length);
    }
}
