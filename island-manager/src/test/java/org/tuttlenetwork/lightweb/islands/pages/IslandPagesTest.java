// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gg.jte.generated.precompiled.islands.JteislandGenerated;
import gg.jte.generated.precompiled.islands.JteleaveGenerated;
import gg.jte.generated.precompiled.islands.JtelistGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Agreements;
import org.tuttlenetwork.lightweb.islands.Handover;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.JoinRequest;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.Note;
import org.tuttlenetwork.lightweb.islands.Rescue;
import org.tuttlenetwork.lightweb.islands.Slug;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService.Asked;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

class IslandPagesTest {
    private static final UserId OLIVIA = new UserId("1");
    private static final UserId MIA = new UserId("2");
    private static final UserId MAX = new UserId("6");

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsAnIslandToItsOwner(String language) {
        String html = island(language, MemberRole.OWNER, OLIVIA);
        assertThat(html)
                .contains(
                        "Mia &lt;b&gt;",
                        "22, 445",
                        "/islands/kitchen/members/2/remove",
                        "/islands/kitchen/dissolve");
    }

    @ParameterizedTest
    @CsvSource({"en, added, by", "fr, ajout, par"})
    void saysToWhoManagesByWhomMembersWereAdded(String language, String added, String by) {
        assertThat(island(language, MemberRole.OWNER, OLIVIA))
                .containsPattern(" · " + added + " <time[^>]*>[^<]*</time></p>")
                .containsPattern("</time> " + by + " Olivia</p>")
                .containsPattern("</time> " + by + " Max &lt;i&gt;</p>")
                .doesNotContain(by + " 5");
        assertThat(island(language, MemberRole.MEMBER, MIA))
                .contains("</time> " + by + " Olivia</p>")
                .doesNotContain("Max &lt;i&gt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsWhatMayBeChangedAndWhoAsks(String language) {
        assertThat(island(language, MemberRole.OWNER, OLIVIA))
                .contains(
                        "/islands/kitchen/members/2/role",
                        "/islands/kitchen/members/2/until",
                        "/islands/kitchen/requests/00000000-0000-0002-0000-000000000002/approve",
                        "/islands/kitchen/invite")
                .doesNotContain("/islands/kitchen/members/1/role");
    }

    @Test
    void showsAnOfferToBothSides() {
        assertThat(island("en", MemberRole.OWNER, OLIVIA))
                .contains("You have offered this island to Mia &lt;b&gt;", "/handover/end")
                .doesNotContain("/handover/accept");
        assertThat(island("fr", MemberRole.MEMBER, MIA))
                .contains("Olivia veut vous transmettre cette île", "/handover/accept");
    }

    @Test
    void saysWhoBecomesTheOwnerAndLetsAnOwnerStopIt() {
        assertThat(island("en", MemberRole.MEMBER, MIA))
                .contains("makes Mia &lt;b&gt; the owner of this island on", "Why &lt;b&gt;")
                .doesNotContain("/rescue/stop");
        assertThat(island("fr", MemberRole.OWNER, OLIVIA)).contains("/islands/kitchen/rescue/stop");
    }

    @Test
    void asksWhoHasNotAgreedToTheRulesAndTellsTheOwnerHowMany() {
        assertThat(island("en", MemberRole.MEMBER, MIA))
                .contains(
                        "/islands/kitchen/rules/agree",
                        "name=\"agreement\" value=\"22,445\"",
                        "still holds: Members reach nothing")
                .doesNotContain("have not agreed", "has not agreed");
        assertThat(island("fr", MemberRole.OWNER, OLIVIA))
                .contains("Un membre n’a pas encore accepté")
                .doesNotContain("/rules/agree");
    }

    @Test
    void offersAMemberNothingThatOnlyAnOwnerMay() {
        assertThat(island("en", MemberRole.MEMBER, MIA))
                .doesNotContain("/remove", "/dissolve", "name=\"login\"")
                .contains("/islands/kitchen/leave");
    }

    @ParameterizedTest
    @CsvSource({
        "en, This name is reserved. Choose another., Nothing was changed. Look at what",
        "fr, Ce nom est réservé. Choisissez-en un autre., Rien n’a été changé. Regardez ce qui"
    })
    void keepsWhatWasTypedAndSaysAtTheFieldWhatIsWrong(
            String language, String words, String sentence) {
        IslandForm form = new IslandForm("Tea", "join", "SERVICES_ONLY", "");
        String html = list(language, form, wrong(language, () -> new Slug("join")));
        assertThat(html)
                .contains("value=\"Tea\"", "value=\"join\"", words, sentence, "request-1")
                .containsPattern("<input id=\"slug\"[^>]*aria-invalid=\"true\"[^>]* autofocus")
                .doesNotContainPattern("<input id=\"name\"[^>]* autofocus");
    }

    @Test
    void saysOfPortsThatAreNoneWhatTheyMayBe() {
        IslandForm form = new IslandForm("Tea", "tea", "PORTS", "22, x");
        assertThat(wrong("fr", form::rules).at("ports")).startsWith("De 1 à 20 nombres");
        IslandForm high = new IslandForm("Tea", "tea", "PORTS", "70000");
        assertThat(wrong("en", high::rules).at("ports")).startsWith("1 to 20 different numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void offersToTakeBackWhoWasJustRemoved(String language) {
        assertThat(
                        island(
                                language,
                                MemberRole.OWNER,
                                OLIVIA,
                                Optional.of(new IslandPage.Removed("77", "Max <i>"))))
                .contains("/islands/kitchen/members/77/restore", "Max &lt;i&gt;");
    }

    @Test
    void tellsTheLastOwnerWhatToDoInsteadOfLeaving() {
        assertThat(leave(true)).contains("The last owner cannot leave").doesNotContain("<form");
        assertThat(leave(false))
                .contains("Leave Kitchen?", "action=\"/islands/kitchen/members/1/remove\"");
    }

    private static String leave(boolean lastOwner) {
        StringOutput output = new StringOutput();
        JteleaveGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages("en"),
                kitchen(),
                OLIVIA.value(),
                lastOwner);
        return output.toString();
    }

    private static String list(String language, IslandForm form, Wrong wrong) {
        StringOutput output = new StringOutput();
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages(language),
                List.of(),
                form,
                wrong,
                false);
        return output.toString();
    }

    private static Wrong wrong(String language, ThrowingCallable doing) {
        LightWebException refused = catchThrowableOfType(LightWebException.class, doing);
        Viewer viewer =
                new Viewer(
                        Optional.empty(),
                        "",
                        Locale.forLanguageTag(language),
                        Appearance.DEVICE,
                        "request-1");
        return Wrong.of(refused, viewer, messages(language), IslandForm.PLACES);
    }

    static Messages messages(String language) {
        return Messages.of(IslandPages.class, Locale.forLanguageTag(language));
    }

    @Test
    void saysTheSameInBothLanguages() throws IOException {
        assertThat(texts("messages_fr.properties").stringPropertyNames())
                .isEqualTo(texts("messages.properties").stringPropertyNames());
    }

    private static String island(String language, MemberRole role, UserId viewer) {
        return island(language, role, viewer, Optional.empty());
    }

    private static String island(
            String language, MemberRole role, UserId viewer, Optional<IslandPage.Removed> removed) {
        IslandPage page =
                new IslandPage(
                        new IslandPage.Visitor(
                                messages(language), viewer.value(), role, Instant.EPOCH),
                        kitchen(),
                        people(),
                        new FragmentState(FragmentState.State.APPLIED, "", Instant.EPOCH),
                        IslandPage.AddForm.EMPTY,
                        removed,
                        new IslandPage.Waiting(
                                List.of(asked()),
                                Optional.of(
                                        new Handover(
                                                new UUID(1, 1),
                                                OLIVIA,
                                                MIA,
                                                Instant.EPOCH,
                                                Handover.State.OFFERED)),
                                new Agreements(Map.of(MIA, new MemberRules.ServicesOnly())),
                                Optional.of(
                                        new Rescue(
                                                new UUID(1, 1),
                                                MIA,
                                                OLIVIA,
                                                "Why <b>",
                                                Instant.EPOCH,
                                                Instant.EPOCH))),
                        "0123456789abcdef");
        StringOutput output = new StringOutput();
        JteislandGenerated.render(new OwaspHtmlTemplateOutput(output), null, page);
        return output.toString();
    }

    private static Asked asked() {
        UserId omar = new UserId("3");
        UUID id = new UUID(2, 2);
        return new Asked(
                new JoinRequest(
                        id, new UUID(1, 1), id, omar, Instant.EPOCH, JoinRequest.State.OPEN),
                new Person(omar, "Omar", "omar", "en", true),
                InvitePagesTest.invitation());
    }

    static IslandRecord kitchen() {
        return new IslandRecord(
                new UUID(1, 1),
                new Slug("kitchen"),
                "Kitchen",
                new MemberRules.ChosenPorts(List.of(22, 445)),
                OLIVIA,
                Instant.EPOCH,
                0);
    }

    /** Olivia, who made it; Mia, whom she added; Omar, whom somebody added who has left. */
    private static People people() {
        return People.of(
                List.of(
                        member(OLIVIA, "Olivia", MemberRole.OWNER, OLIVIA),
                        member(MIA, "Mia <b>", MemberRole.MEMBER, OLIVIA),
                        member(new UserId("3"), "Omar", MemberRole.GUEST, MAX),
                        member(new UserId("4"), "Ole", MemberRole.GUEST, new UserId("5"))),
                List.of(),
                asked -> {
                    assertThat(asked).containsExactlyInAnyOrder(MAX, new UserId("5"));
                    return List.of(new Person(MAX, "Max <i>", "max", "en", true));
                });
    }

    private static Member member(UserId id, String name, MemberRole role, UserId addedBy) {
        return new Member(
                new Person(id, name, name, "en", true),
                role,
                true,
                new Note(
                        Optional.of(new Note.By(addedBy, Instant.EPOCH)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }

    private static Properties texts(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = IslandPages.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
