// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.identity.pages.PeoplePage;
import org.tuttlenetwork.lightweb.identity.pages.PeopleSection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Administrators decide on a page what Zitadel's listings take away. */
class PeoplePageIT extends IdentityFixture {
    private static final Pattern MORE =
            Pattern.compile("href=\"/identity\\?after=([^\"]+)\">More<");

    private static Viewer viewer(String language) {
        return viewer(ADMINISTRATOR, language);
    }

    private static Viewer viewer(Caller caller, String language) {
        return new Viewer(
                Optional.of(caller),
                "Ada",
                Locale.forLanguageTag(language),
                Appearance.DEVICE,
                "r-page");
    }

    private String html(String language) {
        return page().show("", false, viewer(language)).markup();
    }

    private PeoplePage page() {
        return new PeoplePage(room.held(), clock);
    }

    /** A page that is shown again, for it was refused. */
    private String again(int status, String language, List<String> ids) {
        try (Response answer = page().approve(ids, "", viewer(language))) {
            assertThat(answer.getStatus()).isEqualTo(status);
            return ((Page) answer.getEntity()).markup();
        }
    }

    private void hold(String kind, String id, String reason, String... roles) {
        sql(
                "insert into held (kind, id, role_keys, reason, why, found_at) values ('%s', '%s',"
                                .formatted(kind, id)
                        + " '{%s}', '%s', 'why', now())"
                                .formatted(String.join(",", roles), reason));
    }

    private String grantOfMia() {
        return identity.read(t -> room.room().grants().counted(t, MIA)).orElseThrow().id();
    }

    @ParameterizedTest
    @CsvSource({
        "en, Zitadel’s listings take nothing away that waits for you.",
        "fr, Les listes de Zitadel ne retirent rien qui attende votre décision."
    })
    void isCalmWhereNothingIsHeld(String language, String words) {
        assertThat(html(language))
                .contains(words)
                .contains("href=\"/journal?action=identity.held\"")
                .doesNotContain("<form", "<table", "role=\"alert\"");
        assertThat(new PeopleSection(room).notices(viewer(language))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en, One person has it now, Somebody unknown (grant g&amp;1), island without any member",
        "fr, Une personne l’a à présent, Quelqu’un d’inconnu (attribution g&amp;1), plus aucun"
                + " membre"
    })
    void saysWhoWouldLoseWhatAndWhy(String language, String holders, String unknown, String why) {
        room.reconcile();
        kitchenWithMia();
        hold("GRANT", grantOfMia(), "EMPTY_ISLAND", MEMBER.value());
        hold("GRANT", "g&1", "SHORT_LISTING", "island:attic:member");
        hold("USER", "299", "MANY");
        hold("USER", ADA.value(), "RESTORED", "lightweb:admin");
        hold("ROLE", MEMBER.value(), "MANY", MEMBER.value());
        String html = html(language);
        assertThat(html)
                .contains(Persona.MIA.displayName(), unknown, " 299<br>", holders, why)
                .contains("value=\"GRANT:" + grantOfMia() + ":", "value=\"GRANT:g&amp;1:")
                .contains("<code>island:attic:member</code>", "<time datetime=")
                .contains("method=\"post\" action=\"/identity\"")
                .doesNotContain("{0}", "checked");
        assertThat(html.split("<h1>", -1)).hasSize(2);
        assertThat(html.split("<th scope=\"col\">", -1)).hasSize(5);
        assertThat(html.split("<th scope=\"row\"><label>", -1)).hasSize(6);
    }

    @Test
    void carriesOutWhatIsChosenAndLeadsBack() {
        room.reconcile();
        kitchenWithMia();
        hold("GRANT", "1", "MANY", "island:attic:member");
        hold("GRANT", "2", "MANY", "island:attic:member");
        try (Response answer =
                page().approve(
                                List.of(named("GRANT", "1"), named("GRANT", "1")),
                                "",
                                viewer("en"))) {
            assertThat(answer.getStatus()).isEqualTo(303);
            assertThat(answer.getLocation()).hasToString("/identity");
        }
        assertThat(room.held().list())
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo("2"));
        assertThat(journal())
                .singleElement()
                .satisfies(
                        note -> {
                            assertThat(note.actor()).contains(ADA);
                            assertThat(note.requestId()).isEqualTo("r-page");
                        });
    }

    @ParameterizedTest
    @CsvSource({"en, one at least", "fr, un au moins"})
    void asksForAChoice(String language, String words) {
        hold("GRANT", "1", "MANY", "island:attic:member");
        assertThat(again(422, language, List.of()))
                .contains(words, "role=\"alert\"", "aria-invalid=\"true\"", "autofocus");
        assertThat(room.held().list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "en, look at what does now. Nothing was changed.",
        "fr, regardez ce qui attend à présent. Rien n’a été changé."
    })
    void showsWhatWaitsNowWhereThatChanged(String language, String words) {
        hold("GRANT", "1", "MANY", "island:attic:member");
        hold("GRANT", "2", "MANY", "island:attic:member");
        assertThat(again(409, language, List.of(named("GRANT", "1"), "GRANT:gone")))
                .contains(words)
                .containsPattern("value=\"GRANT:1:[0-9a-f]{16}\" checked")
                .doesNotContainPattern("value=\"GRANT:2:[0-9a-f]{16}\" checked");
        assertThat(room.held().list()).hasSize(2);
        assertThat(journal()).isEmpty();
    }

    @Test
    void changesNothingWhereZitadelDoesNotAnswer() {
        hold("GRANT", "1", "MANY", "island:attic:member");
        zitadel.faults().mode(Faults.Mode.DOWN);
        assertThat(again(503, "en", List.of(named("GRANT", "1")))).contains("role=\"alert\"");
        assertThat(room.held().list()).hasSize(1);
    }

    @Test
    void leadsThroughAllOfIt() {
        sql(
                "insert into held (kind, id, role_keys, why, found_at) select 'GRANT', 'g/' || n,"
                        + " '{island:kitchen:member}', 'why', timestamptz '2026-11-01 10:00:00Z'"
                        + " from generate_series(1, 120) n");
        String after = "";
        int seen = 0;
        int pages = 0;
        do {
            String html = page().show(after, true, viewer("en")).markup();
            assertThat(html).contains("Choose none").doesNotContain("Choose all");
            seen += html.split("type=\"checkbox\"[^>]* checked", -1).length - 1;
            pages++;
            Matcher more = MORE.matcher(html);
            after = more.find() ? URLDecoder.decode(more.group(1), StandardCharsets.UTF_8) : "";
        } while (!after.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(seen).isEqualTo(120);
        assertThatThrownBy(() -> page().show("nonsense", false, viewer("en")))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("after");
    }

    @Test
    void manyRolesOfOnePersonAreFolded() {
        String[] roles = new String[12];
        for (int n = 0; n < roles.length; n++) {
            roles[n] = "island:attic-%02d:member".formatted(n);
        }
        hold("GRANT", "1", "MANY", roles);
        assertThat(html("en")).contains("and 4 more", "island:attic-11:member");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void isForAdministratorsOnly(String language) {
        hold("GRANT", "1", "MANY", "island:attic:member");
        PeopleSection section = new PeopleSection(room);
        Viewer mia = viewer(new Caller(MIA, Set.of(MEMBER)), language);
        assertThat(section.isFor(mia)).isFalse();
        assertThat(section.notices(mia)).isEmpty();
        assertThat(section.isFor(viewer(language))).isTrue();
        assertThat(section.notices(viewer(language)))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.state()).isEqualTo(Section.State.NEEDS_YOU);
                            assertThat(notice.path()).isEqualTo("/identity");
                        });
    }

    private List<JournalNote> journal() {
        return database
                .journal()
                .read(JournalQuery.newest(JournalNote.SYSTEM, JournalFilter.ALL))
                .stream()
                .map(JournalEntry::note)
                .filter(note -> note.action().equals("identity.held.approved"))
                .toList();
    }
}
