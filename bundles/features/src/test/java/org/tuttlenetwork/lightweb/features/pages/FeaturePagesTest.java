// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.generated.precompiled.features.JtedumpGenerated;
import gg.jte.generated.precompiled.features.JtedumpsGenerated;
import gg.jte.generated.precompiled.features.JtefeatureGenerated;
import gg.jte.generated.precompiled.features.JtelistGenerated;
import gg.jte.generated.precompiled.features.JteremoveGenerated;
import gg.jte.generated.precompiled.features.JterollbackGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.features.FeatureStatus;
import org.tuttlenetwork.lightweb.features.FeatureStatus.Facts;
import org.tuttlenetwork.lightweb.features.FeatureStatus.OnItsWay;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;
import org.tuttlenetwork.lightweb.features.pages.FeatureView.HistoryPage;
import org.tuttlenetwork.lightweb.features.pages.FeatureView.HistoryRow;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.store.HostStore.OnHost;
import org.tuttlenetwork.lightweb.features.store.PendingPlanStore.Waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

class FeaturePagesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID HERE = new UUID(1, 2);
    private static final Facts ALL = new Facts(true, true, true, true, true);
    private static final FeatureStatus OWN = status("web", State.RUNNING, true, "", ALL);
    private static final FeatureStatus WIKI = status("wiki", State.RUNNING, false, "", ALL);
    private static final FeatureStatus BAD =
            status(
                    "zoo",
                    State.BROKEN,
                    false,
                    "needs <org.gone>",
                    new Facts(true, true, false, false, false));
    private static final FeatureStatus GONE =
            status("attic", State.REMOVED, false, "", new Facts(true, true, false, false, false));
    private static final FeatureStatus TRYING =
            new FeatureStatus(
                    "forum",
                    "2.0.0",
                    State.TRYING,
                    false,
                    "",
                    ALL,
                    List.of(),
                    Optional.of(new OnItsWay("2.0.0", "TRYING", NOW.plusSeconds(170), "somebody")),
                    Optional.of("1.0.0"),
                    List.of(new OnHost(HERE, "2.0.0", ""), new OnHost(new UUID(3, 4), "", "why")));

    private static FeatureStatus status(
            String id, State state, boolean builtIn, String detail, Facts facts) {
        return new FeatureStatus(
                id,
                "1.0.0",
                state,
                builtIn,
                detail,
                facts,
                List.of("bundle." + id),
                Optional.empty(),
                Optional.of("0.9.0"),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void saysWhatNeedsSomebodyFirstAndTellsWhatWasAddedFromTheHost(String language) {
        Messages messages = messages(language);
        List<FeatureStatus> all = List.of(GONE, OWN, WIKI, TRYING, BAD);
        List<FeatureRow> added = FeatureRow.added(all, messages, NOW);
        assertThat(added)
                .extracting(row -> row.feature().id())
                .containsExactly("zoo", "forum", "wiki", "attic");
        StringOutput output = new StringOutput();
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                List.of(new Waiting("abc", "pond", "3.0.0", "pond.jar")),
                added,
                FeatureRow.builtIn(all, messages, NOW),
                "/style.css");
        assertThat(output.toString())
                .contains(
                        "needs &lt;org.gone&gt;",
                        "state-broken",
                        "state-waiting",
                        "/features/wiki",
                        "/features/web",
                        "/features/plans/abc",
                        "pond.jar",
                        "2026-11-24T10:02:50Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsFactsHostsHistoryAndWhoSignedIt(String language) {
        String page = page(TRYING, true, language);
        assertThat(page)
                .contains(
                        "/features/forum/take-back",
                        "2 min",
                        "data-live=\"true\"",
                        "00000000",
                        "why",
                        "Ada signed it",
                        "Grace",
                        "?after=" + new UUID(7, 8));
        assertThat(page.split("state-working", -1)).as("five facts").hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void saysWhyItIsBrokenAndWhatToDo(String language) {
        String page = page(BAD, true, language);
        assertThat(page)
                .contains(
                        "needs &lt;org.gone&gt;",
                        messages(language).text("next.back", "0.9.0"),
                        messages(language).text("why.BROKEN"),
                        "/features/zoo/rollback",
                        "/features/zoo/remove",
                        "data-live=\"false\"");
        assertThat(page.split("state-broken", -1)).as("its state and three facts").hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyStateHasItsWordsInBothLanguages(State state) {
        FeatureStatus feature = status("wiki", state, false, "why", ALL);
        assertThat(page(feature, true, "en")).contains("wiki");
        assertThat(page(feature, true, "fr")).contains("wiki");
    }

    @ParameterizedTest
    @CsvSource({"WAITING", "STARTING", "TRYING", "SPREADING"})
    void everyStepOnTheWayHasItsWordsInBothLanguages(String phase) {
        for (String language : List.of("en", "fr")) {
            FeatureStatus feature =
                    new FeatureStatus(
                            "forum",
                            "1.0.0",
                            State.TRYING,
                            false,
                            "",
                            ALL,
                            List.of(),
                            Optional.of(new OnItsWay("2.0.0", phase, NOW, "somebody")),
                            Optional.empty(),
                            List.of());
            assertThat(FeatureRow.of(feature, messages(language), NOW).trying())
                    .startsWith("2.0.0 ");
        }
    }

    @Test
    void offersForAPartOfTheHostNothingThatCannotBeDone() {
        assertThat(page(OWN, false, "en")).doesNotContain("<form", "/remove", "/rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void asksBeforeARemovalAndNeverForAPartOfTheHost(String language) {
        assertThat(remove(WIKI, language)).contains("method=\"post\"");
        assertThat(remove(OWN, language)).doesNotContain("<form");
        assertThat(remove(GONE, language)).doesNotContain("<form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void asksWhichVersionToGoBackTo(String language) {
        String page = rollback(List.of("0.9.0", "0.8.0"), language);
        assertThat(page).contains("value=\"0.9.0\" checked", "value=\"0.8.0\"", "<button");
        assertThat(rollback(List.of(), language)).doesNotContain("<form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsTheKeptCopiesOfData(String language) {
        Messages messages = messages(language);
        for (SchemaDump.Reason reason : SchemaDump.Reason.values()) {
            DumpRow row = DumpRow.of(dump(reason), messages, NOW);
            StringOutput output = new StringOutput();
            JtedumpsGenerated.render(
                    new OwaspHtmlTemplateOutput(output),
                    null,
                    messages,
                    List.of(row),
                    "/style.css");
            assertThat(output.toString())
                    .contains(
                            "/features/kept-data/" + new UUID(9, 9),
                            "wiki",
                            messages.text("dump.reason." + reason),
                            "3 tables, 1",
                            "2026-12-23T10:00:00Z");
        }
        StringOutput none = new StringOutput();
        JtedumpsGenerated.render(
                new OwaspHtmlTemplateOutput(none), null, messages, List.of(), "/style.css");
        assertThat(none.toString()).contains(messages.text("dumps.none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void asksBeforeDataIsBroughtBack(String language) {
        Messages messages = messages(language);
        StringOutput output = new StringOutput();
        JtedumpGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                DumpRow.of(dump(SchemaDump.Reason.PURGE), messages, NOW),
                "/style.css");
        assertThat(output.toString())
                .contains(
                        "action=\"/features/kept-data/" + new UUID(9, 9) + "\"",
                        "name=\"replace\"",
                        messages.text("dump.title", "wiki"));
    }

    private static SchemaDump dump(SchemaDump.Reason reason) {
        Instant kept = NOW.plus(Duration.ofDays(29));
        return new SchemaDump(
                new UUID(9, 9), new FeatureId("wiki"), reason, NOW, kept, 3, 1, 900, "");
    }

    @Test
    void tellsTheHomePageWhatNeedsSomebody() {
        FeatureStatus stopped = status("shop", State.STOPPED, false, "why", ALL);
        List<Section.Notice> notices =
                FeatureSection.notices(
                        List.of(BAD, stopped, WIKI, GONE, TRYING),
                        List.of(new Waiting("abc", "pond", "3.0.0", "pond.jar")),
                        Locale.ENGLISH);
        assertThat(notices)
                .extracting(Section.Notice::path)
                .containsExactly("/features/zoo", "/features/shop", "/features/plans/abc");
        assertThat(notices.getFirst().state()).isEqualTo(Section.State.BROKEN);
    }

    @Test
    void speaksTheViewersLanguage() {
        assertThat(remove(WIKI, "fr")).contains("Retirer wiki");
        assertThat(remove(WIKI, "en")).contains("Remove wiki?");
    }

    private static String page(FeatureStatus feature, boolean canGoBack, String language) {
        Messages messages = messages(language);
        HistoryRow row = new HistoryRow("now", "1.0.0", "installed", "done", "Grace", "a detail");
        FeatureView view =
                FeatureView.of(
                        FeatureRow.of(feature, messages, NOW),
                        feature.builtIn()
                                ? Optional.empty()
                                : Optional.of(
                                        new FeaturePlan.Publisher(
                                                "Ada", "k", true, "Ada signed it")),
                        HERE,
                        new HistoryPage(List.of(row), Optional.of(new UUID(7, 8)), true),
                        messages);
        StringOutput output = new StringOutput();
        JtefeatureGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                view,
                canGoBack,
                "/style.css",
                "/script.js");
        return output.toString();
    }

    private static String remove(FeatureStatus feature, String language) {
        Messages messages = messages(language);
        StringOutput output = new StringOutput();
        JteremoveGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                FeatureRow.of(feature, messages, NOW),
                "/style.css");
        return output.toString();
    }

    private static String rollback(List<String> versions, String language) {
        Messages messages = messages(language);
        StringOutput output = new StringOutput();
        JterollbackGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                FeatureRow.of(WIKI, messages, NOW),
                versions,
                "/style.css");
        return output.toString();
    }

    private static Messages messages(String language) {
        return Messages.of(FeaturePages.class, Locale.forLanguageTag(language));
    }
}
