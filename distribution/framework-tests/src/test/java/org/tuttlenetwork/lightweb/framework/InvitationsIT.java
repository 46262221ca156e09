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
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** From an invitation to a membership over HTTP, with Zitadel's stand-in as strict as the real. */
@ExtendWith(RunningProduct.class)
class InvitationsIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Product product;
    private Rest rest;
    private String path;
    private String slug;

    @BeforeEach
    void make(Product running) {
        product = running;
        rest = new Rest(running);
        slug = "cove-" + NUMBER.incrementAndGet();
        path = "/api/v1/islands/" + slug;
        String island = "{\"slug\": \"" + slug + "\", \"name\": \"Cove\"}";
        rest.post("/api/v1/islands", Persona.OLIVIA, island).orElseThrow();
        product.await("the owner to be in", () -> roles(Persona.OLIVIA).contains("owner"));
    }

    @AfterEach
    void clean() {
        rest.delete(path, Persona.OLIVIA).orElseThrow();
        assertThat(product.zitadel().unexpectedCalls()).isEmpty();
    }

    @Test
    void letsSomebodyInWhoWasInvited() {
        JsonNode invitation = body(post("/invitations", Persona.OLIVIA, "{}", 201));
        String secret = invitation.path("secret").asText();
        assertThat(invitation.path("link").asText())
                .isEqualTo(product.doorUrl() + "/join/" + secret);

        JsonNode preview = preview(secret);
        assertThat(preview.path("island").asText()).isEqualTo("Cove");
        assertThat(preview.path("inviter").asText()).startsWith("Olivia");
        assertThat(preview.path("standing").asText()).isEqualTo("NEW");
        join(Persona.MAX, secret, preview.path("agreement").asText(), 202);
        product.await("Max to be in", () -> roles(Persona.MAX).equals(Set.of("member")));
        product.await(
                "the view to follow", () -> member(Persona.MAX).path("operation").isMissingNode());
        assertThat(member(Persona.MAX).path("addedBy").asText()).isEqualTo(Persona.OLIVIA.userId());
        join(Persona.MONA, secret, preview.path("agreement").asText(), 410);
        assertThat(list("/invitations")).isEmpty();
    }

    @Test
    void changesARoleWithoutATimeInNone() {
        String secret =
                body(post("/invitations", Persona.OLIVIA, "{\"role\": \"ADMIN\"}", 201))
                        .path("secret")
                        .asText();
        join(Persona.MAX, secret, preview(secret).path("agreement").asText(), 202);
        product.await("Max to be in", () -> member(Persona.MAX).path("operation").isMissingNode());

        HttpResponse<String> changed = patch(Persona.MAX, "{\"role\": \"GUEST\"}", Persona.OLIVIA);
        assertThat(changed.statusCode()).isBetween(200, 202);
        assertThat(rest.get(path + "/invitations", Persona.MAX).orElseThrow().statusCode())
                .as("less at once")
                .isEqualTo(403);
        product.await("one role", () -> roles(Persona.MAX).equals(Set.of("guest")));
        product.await(
                "the view to follow", () -> member(Persona.MAX).path("changesTo").isMissingNode());
        assertThat(member(Persona.MAX).path("role").asText()).isEqualTo("GUEST");
    }

    @Test
    void setsAndTakesAnEndDate() {
        String secret =
                body(post("/invitations", Persona.OLIVIA, "{}", 201)).path("secret").asText();
        join(Persona.MAX, secret, preview(secret).path("agreement").asText(), 202);
        product.await("Max to be in", () -> member(Persona.MAX).path("operation").isMissingNode());
        Instant end = Instant.parse("2033-01-01T00:00:00Z");
        assertThat(patch(Persona.MAX, "{\"until\": \"" + end + "\"}", Persona.OLIVIA).statusCode())
                .isEqualTo(204);
        assertThat(member(Persona.MAX).path("until").asText()).isEqualTo(end.toString());
        assertThat(patch(Persona.MAX, "{\"until\": null}", Persona.OLIVIA).statusCode())
                .isEqualTo(204);
        assertThat(member(Persona.MAX).path("until").isMissingNode()).isTrue();

        Instant soon = Instant.now().plus(Duration.ofSeconds(2));
        patch(Persona.MAX, "{\"until\": \"" + soon + "\"}", Persona.OLIVIA);
        product.await("the end", () -> roles(Persona.MAX).isEmpty());
        assertThat(rest.get(path, Persona.MAX).orElseThrow().statusCode()).isEqualTo(404);
    }

    @Test
    void asksForAYes() {
        JsonNode code = body(post("/invitations", Persona.OLIVIA, "{\"kind\": \"CODE\"}", 201));
        String secret = code.path("secret").asText();
        assertThat(code.path("link").asText())
                .as("a code is in no address")
                .isEqualTo(product.doorUrl() + "/join");
        String handed = "{\"secret\": \"" + secret + "\"}";
        assertThat(
                        Http.post(product.peopleUrl() + "/api/v1/join/preview", "", handed)
                                .orElseThrow()
                                .statusCode())
                .as("a code needs a login")
                .isEqualTo(401);
        String preview =
                rest.post("/api/v1/join/preview", Persona.MAX, handed).orElseThrow().body();
        String agreed = Rest.parse(preview).path("agreement").asText();
        assertThat(join(Persona.MAX, secret, agreed, 202).path("standing").asText())
                .isEqualTo("WAITING");
        JsonNode waiting = list("/requests");
        assertThat(waiting).hasSize(1);
        String id = waiting.get(0).path("id").asText();
        post("/requests/" + id + "/approve", Persona.MAX, "", 404);
        assertThat(
                        rest.post(path + "/requests/" + id + "/approve", Persona.OLIVIA, "")
                                .orElseThrow()
                                .statusCode())
                .isBetween(200, 202);
        product.await("Max to be in", () -> roles(Persona.MAX).equals(Set.of("member")));
    }

    @Test
    void givesEverybodyWhatIsTheirsToTakeAlong() {
        String secret =
                body(post("/invitations", Persona.OLIVIA, "{}", 201)).path("secret").asText();
        join(Persona.MAX, secret, preview(secret).path("agreement").asText(), 202);
        product.await("Max to be in", () -> member(Persona.MAX).path("operation").isMissingNode());

        JsonNode island = body(rest.get(path + "/takeout/island", Persona.OLIVIA).orElseThrow());
        assertThat(island.path("island").path("slug").asText()).isEqualTo(slug);
        assertThat(island.path("members")).hasSize(2);
        assertThat(island.toString()).doesNotContain(secret);
        JsonNode own = body(rest.get(path + "/takeout", Persona.MAX).orElseThrow());
        assertThat(own.path("membership").path("login").asText()).isNotEmpty();
        assertThat(own.path("journal"))
                .singleElement()
                .satisfies(
                        entry ->
                                assertThat(entry.path("action").asText())
                                        .isEqualTo("island.member.added"));
    }

    @Test
    void changesNameAndRulesAndAsksWhoIsIn() {
        String secret =
                body(post("/invitations", Persona.OLIVIA, "{}", 201)).path("secret").asText();
        join(Persona.MAX, secret, preview(secret).path("agreement").asText(), 202);
        product.await("Max to be in", () -> member(Persona.MAX).path("operation").isMissingNode());
        String wanted = "{\"name\": \"Bay\", \"members\": {\"mode\": \"PORTS\", \"ports\": [22]}}";
        JsonNode changed = body(rest.patch(path, Persona.OLIVIA, wanted).orElseThrow());
        assertThat(changed.path("name").asText()).isEqualTo("Bay");
        JsonNode asked = body(rest.get(path, Persona.MAX).orElseThrow());
        assertThat(asked.path("agreed").path("mode").asText()).isEqualTo("SERVICES_ONLY");
        String agreement = "{\"agreement\": \"" + asked.path("agreement").asText() + "\"}";
        JsonNode agreed = body(rest.put(path + "/agreement", Persona.MAX, agreement).orElseThrow());
        assertThat(agreed.path("agreed").isMissingNode()).isTrue();
        assertThat(rest.patch(path, Persona.MAX, wanted).orElseThrow().statusCode()).isEqualTo(403);
        product.await(
                "one policy of the island",
                () -> product.policies().stream().anyMatch(name -> name.contains(slug)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/invitations | {'uses': 0} | uses",
                "/invitations | {'lifetimeMinutes': 9} | lifetime",
                "/invitations | {'role': 'OWNER'} | role",
                "/handover | {} | userId"
            })
    void namesTheFieldThatBreaksARule(String where, String json, String field) {
        JsonNode problem = body(post(where, Persona.OLIVIA, json.replace('\'', '"'), 422));
        assertThat(problem.path("fields").path(0).path("field").asText()).isEqualTo(field);
    }

    private HttpResponse<String> post(String where, Persona who, String json, int status) {
        HttpResponse<String> answer = rest.post(path + where, who, json).orElseThrow();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private HttpResponse<String> patch(Persona whom, String json, Persona by) {
        return rest.patch(path + "/members/" + whom.userId(), by, json).orElseThrow();
    }

    private JsonNode preview(String secret) {
        String body = "{\"secret\": \"" + secret + "\"}";
        HttpResponse<String> answer =
                Http.post(product.peopleUrl() + "/api/v1/join/preview", "", body).orElseThrow();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return body(answer);
    }

    private JsonNode join(Persona who, String secret, String agreement, int status) {
        String body = "{\"secret\": \"%s\", \"agreement\": \"%s\"}".formatted(secret, agreement);
        HttpResponse<String> answer = rest.post("/api/v1/join", who, body).orElseThrow();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return body(answer);
    }

    private JsonNode list(String where) {
        return body(rest.get(path + where, Persona.OLIVIA).orElseThrow()).path("items");
    }

    private JsonNode member(Persona who) {
        for (JsonNode member : list("/members")) {
            if (member.path("userId").asText().equals(who.userId())) {
                return member;
            }
        }
        return Rest.parse("{\"operation\": \"not there\"}");
    }

    /** The roles that Zitadel has for somebody on this island. */
    private Set<String> roles(Persona who) {
        String prefix = "island:" + slug + ":";
        return product.zitadel().console().rolesOf(who.userId()).stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return Rest.parse(answer.body());
    }
}
