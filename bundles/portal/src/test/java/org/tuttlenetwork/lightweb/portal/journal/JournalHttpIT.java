// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.portal.OnePerson;
import org.tuttlenetwork.lightweb.portal.journal.pages.JournalPage;
import org.tuttlenetwork.lightweb.portal.journal.rest.JournalResource;
import org.tuttlenetwork.lightweb.web.TestHost;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The journal as administrators get it, over real Jetty, Jersey and PostgreSQL. */
class JournalHttpIT {
    private static final String API = "/api/v1/journal";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestDatabase postgres = TestDatabase.start();
    private final Database database = postgres.unit("portal", List.of(), JournalResource.class);
    private final TestHost host = new TestHost();

    @BeforeEach
    void serve() {
        host.add("portal", new JournalResource(postgres.journal()));
        host.add("portal", new JournalPage(postgres.journal(), new OnePerson("mia")));
    }

    @AfterEach
    void close() {
        host.close();
        postgres.close();
    }

    private void write(JournalNote... notes) {
        database.write(
                tx -> {
                    for (JournalNote note : notes) {
                        tx.journal(note);
                    }
                    return notes.length;
                });
    }

    private static JournalNote made(int number) {
        return JournalNote.by(new UserId("mia"), "request-1", "thing.made", "thing:" + number);
    }

    private JsonNode get(String query) throws Exception {
        HttpResponse<String> answer = host.getAs("admin", API + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> page(String session, String path) {
        return host.send(
                host.request(path)
                        .header("Cookie", "session=" + session)
                        .header("Accept", "text/html,*/*;q=0.8"));
    }

    @Test
    void listsPageByPageTheNewestFirstAndNothingOfAnIsland() throws Exception {
        for (int number = 1; number <= 5; number++) {
            write(made(number), made(100 + number).within("island:kitchen"));
        }
        List<String> objects = new ArrayList<>();
        String next = "";
        List<Integer> sizes = new ArrayList<>();
        do {
            JsonNode page = get("?limit=2" + next);
            sizes.add(page.path("items").size());
            page.path("items").forEach(item -> objects.add(item.path("object").asText()));
            next = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!next.isEmpty() && sizes.size() < 9);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(objects).containsExactly("thing:5", "thing:4", "thing:3", "thing:2", "thing:1");
        assertThat(get("?limit=5").has("next")).isFalse();
    }

    @Test
    void showsAnEntryWithWhatItWasAndFindsItByEveryFilter() throws Exception {
        write(
                made(1),
                JournalNote.bySystem("other.lapsed", "other:1")
                        .withBefore("{\"a\":[1.5,null]}")
                        .withAfter("{}"));
        JsonNode item = get("?action=other").path("items").path(0);
        assertThat(item.has("actor")).isFalse();
        assertThat(item.path("feature").asText()).isEqualTo("portal");
        assertThat(item.path("before").toString()).isEqualTo("{\"a\":[1.5,null]}");
        assertThat(item.path("after").toString()).isEqualTo("{}");
        assertThat(item.path("at").asText()).endsWith("Z");
        assertThat(item.path("requestId").asText()).isEqualTo("none");
        for (String query :
                List.of(
                        "actor=mia",
                        "object=thing:1",
                        "action=thing.",
                        "actor=mia&to=2100-01-01")) {
            assertThat(get("?" + query).path("items").findValuesAsText("object"))
                    .as(query)
                    .containsExactly("thing:1");
        }
        assertThat(get("?from=2100-01-01").path("items")).isEmpty();
        assertThat(get("?to=2020-01-01T00:00:00Z").path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit, 422",
        "limit=201, limit, 422",
        "limit=x, limit, 400",
        "after=x, after, 422",
        "action=A, action, 422",
        "actor=a%20b, actor, 422",
        "object=%00, object, 422",
        "from=x, from, 422",
        "to=%2B1000000000-01-01T00:00:00Z, to, 422"
    })
    void namesTheFieldThatIsWrong(String query, String field, int status) throws Exception {
        HttpResponse<String> answer = host.getAs("admin", API + "?" + query);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("fields").findValuesAsText("field"))
                .containsExactly(field);
        if (!field.equals("limit") && !field.equals("after")) {
            assertThat(host.getAs("admin", API + "/export?" + query).statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void isForAdministratorsOnly() {
        write(made(1));
        for (String path : List.of(API, API + "/export")) {
            assertThat(host.get(path).statusCode()).isEqualTo(401);
            assertThat(host.getAs("member", path).statusCode()).isEqualTo(403);
            assertThat(host.getAs("analyst", path).statusCode()).isEqualTo(403);
        }
        for (String path : List.of("/journal", "/journal/export")) {
            assertThat(page("member", path).statusCode()).isEqualTo(404);
            assertThat(page("member", path).body()).doesNotContain("thing");
        }
    }

    @Test
    void exportsMoreThanIsHeldInMemory() throws Exception {
        String large = "{\"text\":\"" + "x".repeat(3900) + "\"}";
        JournalNote[] many = new JournalNote[600];
        for (int number = 0; number < many.length; number++) {
            many[number] = made(number).withAfter(large);
        }
        write(many);
        write(made(1).within("island:kitchen"));
        HttpResponse<String> file = host.getAs("admin", API + "/export?object=thing:7");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"journal.ndjson\"");
        assertThat(file.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(file.body().lines()).hasSize(1);
        for (HttpResponse<String> all :
                List.of(host.getAs("admin", API + "/export"), page("admin", "/journal/export"))) {
            assertThat(all.statusCode()).isEqualTo(200);
            List<String> lines = all.body().lines().toList();
            assertThat(lines).hasSize(many.length);
            JsonNode first = JSON.readTree(lines.getFirst());
            assertThat(first.path("object").asText()).isEqualTo("thing:599");
            assertThat(first.path("after").path("text").asText()).hasSize(3900);
        }
    }

    @Test
    void isAPageWithEverythingEscaped() {
        write(
                JournalNote.by(new UserId("<b>"), "request-1", "thing.made", "thing:<script>")
                        .withAfter("{\"a\":\"<script>alert(1)</script>\"}"));
        String html = page("admin", "/journal?object=thing:%3Cscript%3E").body();
        assertThat(html)
                .contains(
                        "thing:&lt;script&gt;",
                        "&lt;script&gt;alert(1)",
                        "Somebody who is no longer")
                .doesNotContain("<script", "<b>");
        assertThat(page("admin", "/journal?from=x").statusCode()).isEqualTo(422);
        assertThat(page("admin", "/journal?after=x").statusCode()).isEqualTo(422);
    }
}
