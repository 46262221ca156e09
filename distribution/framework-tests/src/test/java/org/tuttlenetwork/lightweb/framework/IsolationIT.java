// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.framework.Journal.Note;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What goes wrong in a plugin is named as its own, and others go on. */
@ExtendWith(RunningProduct.class)
class IsolationIT {
    private static final String OUR_OWN = "org.example.garden.Trouble";

    private Features features;
    private Rest rest;
    private Journal journal;
    private Session session;

    @BeforeEach
    void garden(Product product) {
        features = new Features(product);
        rest = new Rest(product);
        journal = new Journal();
        session = new Session(product, Persona.ADA);
        features.install(GardenPack.of("1.0.0"));
    }

    @AfterEach
    void purge() {
        journal.close();
        session.close();
        features.purge("garden");
        features.purge("pond");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "assertion", "linkage", "stack"})
    void anErrorInARequestIsThatRequestsAnswer(String kind) {
        HttpResponse<String> answer =
                rest.get("/api/v1/garden/trouble?kind=" + kind, Persona.ADA).orElseThrow();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(rest.status("/api/v1/garden")).isEqualTo(200);
        assertOthersAreWell();
    }

    @Test
    void anErrorInAPreparedAnswerIsThatRequestsAnswer() {
        journal.trouble("answer-memory");

        assertThat(rest.status("/api/v1/garden/ready")).isEqualTo(500);
        assertThat(rest.status("/api/v1/garden")).isEqualTo(200);
        assertOthersAreWell();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "assertion", "burn"})
    void aHealthCheckThatFailsOrNeverEndsIsNamedOnItsCard(String kind, Product product) {
        journal.trouble("health-" + kind);

        JsonNode card = features.status("garden");
        assertThat(card.path("state").asText()).isEqualTo("BROKEN");
        assertThat(card.path("detail").asText())
                .contains(kind.equals("burn") ? OUR_OWN : "The greenhouse is");
        assertThat(rest.readiness().path("checks").path("garden").path("status").asText())
                .isEqualTo("down");
        assertThat(rest.readiness().path("status").asText()).isEqualTo("degraded");
        assertOthersAreWell();
        features.status("garden");
        features.status("garden");
        assertThat(threads("check-garden")).as("threads that hang in it").isLessThanOrEqualTo(1);

        journal.noTrouble();
        product.await(
                "the card to be well",
                () -> features.status("garden").path("state").asText().equals("RUNNING"));
    }

    @Test
    void aSectionThatFailsCostsNoPage() {
        journal.trouble("section-memory");

        for (String page : new String[] {"/", "/garden", "/features", "/nothing-here"}) {
            assertThat(session.get(page).body()).as(page).contains("href=\"/features\"");
        }
        assertThat(session.get("/").statusCode()).isEqualTo(200);
        assertThat(session.get("/garden").statusCode()).isEqualTo(200);
        assertOthersAreWell();
    }

    @Test
    void tasksAndConsumersGoOnAfterAnError(Product product) {
        journal.trouble("task-memory");
        int before = journal.of("weeding-begins").size();
        product.await(
                "two more runs in spite of it",
                () -> journal.of("weeding-begins").size() > before + 1);
        journal.trouble("diary-assertion");
        plant("unlucky");
        product.await("a failure", () -> journal.has("diary-begins", "unlucky"));
        journal.noTrouble();
        plant("lucky");

        product.await("what failed and what came after", () -> journal.has("diary", "lucky"));
        assertThat(journal.has("diary", "unlucky")).isTrue();
    }

    @Test
    void aStreamThatFailsEndsAlone(Product product) throws Exception {
        try (Wire wire = new Wire(URI.create(product.peopleUrl()))) {
            wire.head("GET", "/api/v1/garden/stream");
            assertThat(wire.answerHead().status()).isEqualTo(200);
            journal.trouble("event-memory");
            plant("unheard");
            StringBuilder text = new StringBuilder();
            for (byte[] chunk = wire.chunk(); chunk.length > 0; chunk = wire.chunk()) {
                text.append(new String(chunk, StandardCharsets.UTF_8));
            }
            assertThat(text.toString().strip()).containsPattern("retry: [0-9]+$");
        }
        product.await("the diary", () -> journal.has("diary", "unheard"));
        assertOthersAreWell();
    }

    @Test
    void tasksThatNeverEndLeaveThreadsToOthersAndBearTheirName(Product product) {
        features.install(
                GardenPack.of("7.0.0")
                        .id("pond")
                        .parts(Set.of(Part.WEEDING))
                        .claims("\"paths\": [\"pond\"]"));
        journal.trouble("queued-burn");
        for (int i = 0; i < 10; i++) {
            plant("burning-" + i);
        }
        product.await("tasks that burn", () -> threads("work garden/watering") > 0);
        long before = pond();

        product.await("others' tasks", () -> pond() > before + 3);
        assertThat(threads("work garden/watering")).isLessThanOrEqualTo(5);
        assertThat(journal.of("weeding-begins"))
                .filteredOn(note -> note.revision().equals("7.0.0"))
                .allMatch(note -> note.which().equals("work_pond/weeding"));
        journal.noTrouble();
        product.await("all of it", () -> journal.of("watering").size() == 10);
    }

    @Test
    void aRequestThatBurnsAndThreadsThatLeakLeaveOthersWellAndAreNamed(Product product) {
        journal.trouble("nothing-leak");
        assertThat(rest.status("/api/v1/garden/trouble?kind=leak")).isEqualTo(200);
        assertThat(threads("greenhouse-")).isEqualTo(20);
        Thread burning =
                Thread.ofVirtual().start(() -> rest.status("/api/v1/garden/trouble?kind=burn"));

        assertOthersAreWell();
        product.await("its threads on its card", () -> card().contains("20 threads of its own"));
        product.await("the request on its card", () -> card().contains("keeps a processor busy"));
        assertThat(card()).contains(OUR_OWN + ".burn");
        assertThat(features.status("garden").path("state").asText()).isEqualTo("RUNNING");
        // Other words for the same: what burns hears of it and ends, what leaks stays.
        journal.trouble("still-leak");
        Joined.await(burning);
        features.remove("garden");
        product.await("what is left", () -> card().contains("20 threads of it are left"));
        journal.noTrouble();
        product.await("a card that tells of nothing", () -> card().isEmpty());
    }

    @Test
    void anErrorOfTheJvmInThePluginsOwnPoolIsNamedAndOthersAreWell(Product product) {
        assertThat(rest.status("/api/v1/garden/trouble?kind=pool")).isEqualTo(200);

        product.await("its error on its card", () -> card().contains("OutOfMemoryError"));
        assertThat(card()).contains("greenhouse-pool", OUR_OWN);
        assertThat(rest.status("/api/v1/garden")).isEqualTo(200);
        assertOthersAreWell();
    }

    private String card() {
        return features.status("garden").path("detail").asText();
    }

    private long pond() {
        return journal.of("weeding-ends").stream()
                .map(Note::revision)
                .filter("7.0.0"::equals)
                .count();
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private void plant(String name) {
        assertThat(
                        rest.post("/api/v1/garden/beds?name=" + name, Persona.ADA, "{}")
                                .orElseThrow()
                                .statusCode())
                .isEqualTo(201);
    }

    private void assertOthersAreWell() {
        assertThat(rest.status("/api/v1/islands")).isEqualTo(200);
        assertThat(rest.status("/api/v1/services/types")).isEqualTo(200);
        assertThat(session.get("/").statusCode()).isEqualTo(200);
        rest.readiness()
                .path("checks")
                .properties()
                .forEach(
                        check ->
                                assertThat(check.getValue().path("status").asText())
                                        .as(check.toString())
                                        .matches(
                                                status ->
                                                        check.getKey().equals("garden")
                                                                || !status.equals("down")));
        assertThat(features.status("islands").path("state").asText()).isEqualTo("RUNNING");
    }
}
