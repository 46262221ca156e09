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
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Organizations;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Islands over HTTP, with the real clients against the stand-ins. */
@ExtendWith(RunningProduct.class)
class IslandsIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Product product;
    private Rest rest;
    private String slug;

    @BeforeEach
    void look(Product running) {
        product = running;
        rest = new Rest(running);
        slug = "tea-" + NUMBER.incrementAndGet();
    }

    @AfterEach
    void heal() {
        product.zitadel().faults().clear();
        assertThat(product.zitadel().unexpectedCalls()).isEmpty();
    }

    @Test
    void livesFromTheFirstRequestToTheLast() {
        make();
        assertThat(add(Persona.MIA, "MEMBER").statusCode()).isBetween(200, 202);
        product.await("Mia to be in", () -> sees(Persona.MIA));
        assertThat(role(Persona.MIA)).isEqualTo("island:" + slug + ":member");
        assertThat(add(Persona.MIA, "MEMBER").statusCode()).as("again").isEqualTo(409);
        product.await("the mesh", () -> one().path("mesh").asText().equals("APPLIED"));

        assertThat(remove(Persona.MIA).statusCode()).isBetween(200, 202);
        assertThat(sees(Persona.MIA)).isFalse();
        assertThat(remove(Persona.MIA).statusCode()).as("again").isEqualTo(404);
        product.await("Zitadel", () -> role(Persona.MIA).isEmpty());

        assertThat(rest.delete(path(""), Persona.OLIVIA).orElseThrow().statusCode())
                .isBetween(200, 202);
        assertThat(status(path(""), Persona.OLIVIA)).isEqualTo(404);
        assertThat(create(slug).statusCode()).as("a slug is never used again").isEqualTo(409);
        product.await("Zitadel", () -> role(Persona.OLIVIA).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = "NONSENSE")
    void keepsAnAdditionThatZitadelCannotTakeAndShowsItAsPending(Faults.Mode mode) {
        make();
        know(Persona.MALIK);
        product.zitadel().faults().mode(mode);
        HttpResponse<String> answer = add(Persona.MALIK, "MEMBER");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String operation = Rest.parse(answer.body()).path("operation").asText();
        assertThat(member(Persona.MALIK).path("operation").asText()).isEqualTo(operation);
        assertThat(sees(Persona.MALIK)).as("not before Zitadel confirms").isFalse();

        product.zitadel().faults().clear();
        product.await("Malik to be in", () -> sees(Persona.MALIK));
        product.await(
                "the operation to end", () -> operation(operation, Persona.OLIVIA).equals("DONE"));
        assertThat(member(Persona.MALIK).has("operation")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = "DOWN")
    void cutsAtOnceAlsoWhileZitadelCannotBeTold(Faults.Mode mode) {
        make();
        add(Persona.MIA, "MEMBER");
        product.await("Mia to be in", () -> sees(Persona.MIA));
        product.zitadel().faults().mode(mode);

        HttpResponse<String> answer = remove(Persona.MIA);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(sees(Persona.MIA)).isFalse();
        assertThat(role(Persona.MIA)).as("Zitadel was not told yet").isNotEmpty();
        product.zitadel().faults().clear();
        product.await("Zitadel", () -> role(Persona.MIA).isEmpty());
    }

    @Test
    void takesBackWhatIsOnTheWayBeforeItComesTrue() {
        make();
        know(Persona.MONA);
        know(Persona.MILAN);
        product.zitadel().faults().mode(Faults.Mode.DOWN);
        assertThat(add(Persona.MONA, "ADMIN").statusCode()).isEqualTo(202);
        assertThat(remove(Persona.MONA).statusCode()).isEqualTo(202);
        product.zitadel().faults().clear();
        assertThat(add(Persona.MILAN, "MEMBER").statusCode()).isBetween(200, 202);
        product.await("what was asked later", () -> sees(Persona.MILAN));
        assertThat(sees(Persona.MONA)).isFalse();
        product.await("Zitadel", () -> role(Persona.MONA).isEmpty());
    }

    @Test
    void changesNothingWhereZitadelMustBeAskedAndDoesNotAnswer() {
        product.zitadel().faults().mode(Faults.Mode.DOWN);
        HttpResponse<String> answer = create(slug);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("Nothing was changed");
        product.zitadel().faults().clear();
        make();
        product.zitadel().faults().mode(Faults.Mode.NONSENSE);
        String stranger = "{\"login\": \"somebody-never-seen\"}";
        assertThat(rest.post(path("/members"), Persona.OLIVIA, stranger).orElseThrow().statusCode())
                .isEqualTo(503);
    }

    @Test
    void isPrivate() {
        make();
        add(Persona.MIA, "MEMBER");
        product.await("Mia to be in", () -> sees(Persona.MIA));
        assertThat(Http.get(product.peopleUrl() + path(""), "").orElseThrow().statusCode())
                .isEqualTo(401);
        for (String inside : new String[] {"", "/members"}) {
            assertThat(status(path(inside), Persona.MAX)).as(inside).isEqualTo(404);
        }
        assertThat(rest.delete(path(""), Persona.MAX).orElseThrow().statusCode()).isEqualTo(404);
        assertThat(rest.delete(path(""), Persona.MIA).orElseThrow().statusCode()).isEqualTo(403);
        assertThat(addBy(Persona.MIA).statusCode()).isEqualTo(403);
        assertThat(addBy(Persona.MAX).statusCode()).isEqualTo(404);
        assertThat(status(path(""), Persona.ADA)).as("an administrator").isEqualTo(200);
        assertThat(status(path("/members"), Persona.ADA)).as("sees no content").isEqualTo(404);
        assertThat(status("/api/v1/islands?all=true", Persona.MAX)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | slug",
                "{'slug': 'good-one'} | name",
                "{'slug': 'Bad', 'name': 'x'} | slug",
                "{'slug': 'a--b', 'name': 'x'} | slug",
                "{'slug': 'xn--abc', 'name': 'x'} | slug",
                "{'slug': 'admin', 'name': 'x'} | slug",
                "{'slug': 'good-one', 'name': ' '} | name",
                "{'slug': 'good-one', 'name': 'x', 'members': {'mode': 'PORTS'}} | members.ports",
                "{'slug': 'good-one', 'name': 'x', 'members': {'mode': 'PORTS', 'ports': [0]}} |"
                        + " members.ports",
                "{'slug': 'good-one', 'name': 'x', 'members': {'ports': [80]}} | members.ports",
                "{'slug': 'good-one', 'name': 'x', 'members': {'mode': 'SOME'}} | members.mode",
                "{'slug': 'good-one', 'name': 'x', 'more': 1} | more",
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        HttpResponse<String> answer =
                rest.post("/api/v1/islands", Persona.OLIVIA, body.replace('\'', '"')).orElseThrow();
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        assertThat(Rest.parse(answer.body()).path("fields").path(0).path("field").asText())
                .as(answer.body())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/islands?limit=0, limit",
        "/api/v1/islands?limit=201, limit",
        "/api/v1/islands?limit=many, limit",
        "/api/v1/services/instances?limit=201, limit",
        "/api/v1/services/instances?after=nothing, after"
    })
    void namesTheParameterThatIsWrong(String path, String field) {
        HttpResponse<String> answer = rest.get(path, Persona.ADA).orElseThrow();
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        assertThat(Rest.parse(answer.body()).path("fields").path(0).path("field").asText())
                .as(answer.body())
                .isEqualTo(field);
    }

    private void make() {
        assertThat(create(slug).statusCode()).isBetween(201, 202);
        product.await("the owner to be in", () -> sees(Persona.OLIVIA));
    }

    /** As Zitadel makes it of the user's name and the organization's domain. */
    private static String loginName(Persona who) {
        return who.login() + "@" + Organizations.DOMAIN;
    }

    /** Somebody who was here before is found without Zitadel. */
    private void know(Persona who) {
        add(who, "GUEST");
        product.await(who + " to be in", () -> sees(who));
        remove(who);
        product.await("Zitadel", () -> role(who).isEmpty());
    }

    private HttpResponse<String> create(String wanted) {
        String body = "{\"slug\": \"" + wanted + "\", \"name\": \"Tea\"}";
        return rest.post("/api/v1/islands", Persona.OLIVIA, body).orElseThrow();
    }

    private HttpResponse<String> add(Persona who, String role) {
        String body = "{\"login\": \"" + loginName(who) + "\", \"role\": \"" + role + "\"}";
        return rest.post(path("/members"), Persona.OLIVIA, body).orElseThrow();
    }

    private HttpResponse<String> addBy(Persona caller) {
        String body = "{\"login\": \"" + loginName(Persona.MILAN) + "\"}";
        return rest.post(path("/members"), caller, body).orElseThrow();
    }

    private HttpResponse<String> remove(Persona who) {
        return rest.delete(path("/members/" + who.userId()), Persona.OLIVIA).orElseThrow();
    }

    private JsonNode one() {
        return Rest.parse(rest.get(path(""), Persona.OLIVIA).orElseThrow().body());
    }

    private JsonNode member(Persona who) {
        String body = rest.get(path("/members"), Persona.OLIVIA).orElseThrow().body();
        for (JsonNode member : Rest.parse(body).path("items")) {
            if (member.path("userId").asText().equals(who.userId())) {
                return member;
            }
        }
        throw new AssertionError(who + " is not in " + body);
    }

    private String operation(String path, Persona who) {
        return Rest.parse(rest.get(path, who).orElseThrow().body()).path("state").asText();
    }

    private boolean sees(Persona who) {
        Optional<HttpResponse<String>> answer = rest.get("/api/v1/islands", who);
        return answer.filter(page -> page.body().contains("\"" + slug + "\"")).isPresent();
    }

    /** The role that Zitadel has for somebody on this island; empty for none. */
    private String role(Persona who) {
        return product.zitadel().console().rolesOf(who.userId()).stream()
                .filter(key -> key.startsWith("island:" + slug + ":"))
                .findFirst()
                .orElse("");
    }

    private int status(String path, Persona who) {
        return rest.get(path, who).orElseThrow().statusCode();
    }

    private String path(String inside) {
        return "/api/v1/islands/" + slug + inside;
    }
}
