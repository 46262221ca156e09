// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.portal.OnePerson;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

class JournalPageTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

    private final Kept journal = new Kept();
    private final JournalPage page =
            new JournalPage(journal, new OnePerson("mia"), Clock.fixed(NOW, ZoneOffset.UTC));

    private String html(String language, String object, String from, String after) {
        try (Response answer =
                page.show("", "", object, from, "", after, viewer(language, Set.of()))) {
            return ((Page) answer.getEntity()).markup();
        }
    }

    private static Viewer viewer(String language, Set<RoleKey> roles) {
        return new Viewer(
                Optional.of(new Caller(new UserId("ada"), roles)),
                "Ada",
                Locale.forLanguageTag(language),
                Appearance.DEVICE,
                "r1");
    }

    @ParameterizedTest
    @CsvSource({
        "en, The system itself, Somebody who is no longer here, minutes ago",
        "fr, Le système lui-même, Quelqu’un qui n’est plus là, il y a"
    })
    void namesPeopleWhenItIsRead(String language, String system, String gone, String ago) {
        journal.add(JournalNote.by(new UserId("mia"), "r", "thing.made", "user:gone"));
        journal.add(JournalNote.bySystem("thing.lapsed", "user:mia"));
        String html = html(language, "", "", "");
        assertThat(html)
                .contains(system, gone, ago, ">Mia</a>", "/journal?actor=mia", "thing.lapsed")
                .contains("/journal?object=user%3Agone", "href=\"/journal/export\"");
        assertThat(html.indexOf("thing.lapsed")).isLessThan(html.indexOf("thing.made"));
    }

    @Test
    void leadsToOlderEntriesAndBackToTheNewest() {
        for (int number = 1; number <= 51; number++) {
            journal.add(JournalNote.bySystem("thing.made", "thing:" + number));
        }
        String first = html("en", "", "", "");
        assertThat(first)
                .contains("thing:51<", "thing:2<", "href=\"/journal?after=2\"")
                .doesNotContain("thing:1<", "The newest<");
        String second = html("en", "", "", "2");
        assertThat(second)
                .contains("thing:1<", "href=\"/journal\">The newest<")
                .doesNotContain("thing:2<", ">Older<");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Nothing was changed yet., There is no such entry.",
        "fr, Rien n’a encore été changé., Il n’y a rien de tel."
    })
    void saysThatThereIsNothing(String language, String nothing, String notThis) {
        assertThat(html(language, "", "", "")).contains(nothing).doesNotContain("/export");
        assertThat(html(language, "thing:1", "", "")).contains(notThis, "value=\"thing:1\"");
    }

    @ParameterizedTest
    @CsvSource({"en, This is not a day.", "fr, Ce n’est pas un jour."})
    void keepsWhatWasTypedAndSaysWhatIsWrong(String language, String words) {
        try (Response answer = page.show("", "mia", "", "x", "", "", viewer(language, Set.of()))) {
            assertThat(answer.getStatus()).isEqualTo(422);
            assertThat(((Page) answer.getEntity()).markup())
                    .contains(words, "value=\"mia\"", "aria-invalid", "role=\"alert\"");
        }
    }

    @Test
    void isInTheNavigationOfAdministratorsOnly() {
        JournalSection section = new JournalSection();
        assertThat(section.isFor(viewer("en", Set.of(RoleKey.ADMINISTRATOR)))).isTrue();
        assertThat(section.isFor(viewer("en", Set.of()))).isFalse();
        assertThat(section.label(Locale.FRENCH)).isEqualTo("Journal");
        assertThat(section.path()).isEqualTo("/journal");
    }

    /** Keeps notes of the system in memory; knows no filter but the object. */
    private static final class Kept implements Journal {
        private final List<JournalEntry> entries = new ArrayList<>();

        void add(JournalNote note) {
            long number = entries.size() + 1L;
            entries.add(new JournalEntry(number, NOW.minusSeconds(300), "portal", note));
        }

        @Override
        public List<JournalEntry> read(JournalQuery query) {
            return entries.stream()
                    .filter(entry -> entry.note().scope().equals(query.scope()))
                    .filter(entry -> entry.number() < query.before())
                    .filter(
                            entry ->
                                    query.filter()
                                            .object()
                                            .map(entry.note().object()::equals)
                                            .orElse(true))
                    .sorted(Comparator.comparing(JournalEntry::number).reversed())
                    .limit(query.limit())
                    .toList();
        }

        @Override
        public void each(JournalQuery query, Consumer<JournalEntry> consumer) {
            throw new UnsupportedOperationException("The page exports nothing by itself");
        }
    }
}
