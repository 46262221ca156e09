// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.generated.precompiled.features.JtefeatureGenerated;
import gg.jte.generated.precompiled.features.JtelistGenerated;
import gg.jte.generated.precompiled.features.JteremoveGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.FeatureEngine.FeatureStatus;
import org.tuttlenetwork.lightweb.features.store.FeatureStore.HistoryEntry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

class FeaturePagesTest {
    private static final FeatureStatus OWN = status("web", FeatureStatus.State.RUNNING, true, "");
    private static final FeatureStatus WIKI =
            status("wiki", FeatureStatus.State.RUNNING, false, "");
    private static final FeatureStatus BAD =
            status("zoo", FeatureStatus.State.BROKEN, false, "needs <org.gone>");
    private static final FeatureStatus GONE =
            status("attic", FeatureStatus.State.REMOVED, false, "");

    private static FeatureStatus status(
            String id, FeatureStatus.State state, boolean builtIn, String detail) {
        return new FeatureStatus(id, "1.0.0", state, builtIn, detail, List.of("bundle." + id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void saysWhatIsWrongFirst(String language) {
        Messages messages = messages(language);
        List<FeatureRow> rows = FeatureRow.of(List.of(GONE, OWN, WIKI, BAD), messages);
        assertThat(rows)
                .extracting(row -> row.feature().id())
                .containsExactly("zoo", "attic", "wiki", "web");
        StringOutput output = new StringOutput();
        JtelistGenerated.render(new OwaspHtmlTemplateOutput(output), null, messages, rows);
        assertThat(output.toString())
                .contains("needs &lt;org.gone&gt;", "state-broken", "/features/wiki");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsWhatWasDone(String language) {
        Instant at = Instant.parse("2026-11-24T10:00:00Z");
        List<HistoryEntry> history =
                List.of(
                        new HistoryEntry("wiki", "2.0.0", "UPDATE", "REFUSED", "why", "", "1", at),
                        new HistoryEntry("wiki", "1.0.0", "INSTALL", "DONE", "", "", "1", at),
                        new HistoryEntry("wiki", "1.0.0", "REMOVE", "DONE", "", "", "1", at));
        Messages messages = messages(language);
        StringOutput output = new StringOutput();
        JtefeatureGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                FeatureRow.of(WIKI, messages),
                history);
        assertThat(output.toString())
                .contains("bundle.wiki", "why", "2026", "/features/wiki/remove");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void asksBeforeARemovalAndNeverForAPartOfTheHost(String language) {
        assertThat(remove(WIKI, language)).contains("method=\"post\"");
        assertThat(remove(OWN, language)).doesNotContain("<form");
        assertThat(remove(GONE, language)).doesNotContain("<form");
    }

    @Test
    void speaksTheViewersLanguage() {
        assertThat(remove(WIKI, "fr")).contains("Retirer wiki");
        assertThat(remove(WIKI, "en")).contains("Remove wiki?");
    }

    private static String remove(FeatureStatus feature, String language) {
        Messages messages = messages(language);
        StringOutput output = new StringOutput();
        JteremoveGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                FeatureRow.of(feature, messages));
        return output.toString();
    }

    private static Messages messages(String language) {
        return Messages.of(FeaturePages.class, Locale.forLanguageTag(language));
    }
}
