// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What somebody finds who comes from outside: invitations, and nothing else. */
@ExtendWith(RunningProduct.class)
class DoorIT {
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private Product product;

    @BeforeEach
    void running(Product running) {
        product = running;
    }

    @Test
    void everyOtherPathGetsTheSameAnswer() throws Exception {
        List<String> paths = new ArrayList<>(pages());
        JsonNode api =
                Rest.parse(
                        Http.get(product.peopleUrl() + "/openapi.json", "").orElseThrow().body());
        api.path("paths")
                .fieldNames()
                .forEachRemaining(path -> paths.add(path.replaceAll("\\{[^}]*}", "x")));
        assertThat(paths).hasSizeGreaterThan(80);
        Set<String> answers = new HashSet<>();
        for (String path : paths) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS")) {
                HttpResponse<String> answer = ask(method, path);
                assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(404);
                answers.add(told(answer));
            }
        }
        assertThat(answers).as("nothing tells what is there inside").hasSize(1);
    }

    /** Pages of every part, and what is there on other listeners. */
    private static List<String> pages() {
        return List.of(
                "/",
                "/welcome",
                "/islands",
                "/islands/harbour",
                "/islands/harbour/journal",
                "/services",
                "/devices",
                "/nodes",
                "/pools",
                "/features",
                "/features/upload",
                "/journal",
                "/health",
                "/mesh",
                "/identity",
                "/users",
                "/logout",
                "/preferences",
                "/api",
                "/api/",
                "/openapi.json",
                "/metrics",
                "/readyz",
                "/hooks",
                "/hooks/",
                "/hooks/zitadel/",
                "/hooks/zitadel/claims/",
                "/hooks/other",
                "/login/",
                "/login/x",
                "/joined",
                "/JOIN",
                "/static",
                "/nothing/at/all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/join/../islands",
                "/join/%2e%2e/islands",
                "/join/..%2fislands",
                "/join/.%2e/api/v1/pools",
                "/join;/../islands",
                "/join/x;/../../islands",
                "//islands",
                "/static/../islands",
                "/static/%2e%2e/%2e%2e/islands",
                "/join\\..\\islands",
                "/./islands"
            })
    void noSpellingLeadsIn(String path) throws Exception {
        String raw = path.replace("\\", "%5c");
        HttpResponse<String> answer = ask("GET", raw);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("harbour", "Login", "Version");
    }

    @Test
    void letsPeopleLogInOnTheirWayIn() throws Exception {
        HttpResponse<String> login = ask("GET", "/login?to=/join");
        assertThat(login.statusCode()).isEqualTo(303);
        String issuer = login.headers().firstValue("Location").orElseThrow();
        assertThat(URLDecoder.decode(issuer, StandardCharsets.UTF_8))
                .startsWith(product.zitadel().issuer())
                .contains("redirect_uri=" + product.doorUrl() + "/login/callback");
        assertThat(ask("GET", "/join/lwi_none").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/join").headers().firstValue("Location"))
                .as("a code needs a login")
                .hasValueSatisfying(to -> assertThat(to).contains("/login"));
    }

    @Test
    void takesZitadelsSignedCalls() throws Exception {
        assertThat(ask("POST", "/hooks/zitadel").statusCode())
                .isEqualTo(
                        Http.post(product.peopleUrl() + "/hooks/zitadel", "", "{}")
                                .orElseThrow()
                                .statusCode())
                .isNotEqualTo(404);
    }

    @Test
    void takesItsOwnFormsOnly() throws Exception {
        HttpResponse<String> foreign =
                send(
                        request("/join")
                                .header("Origin", product.peopleUrl())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("secret=x")));
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    /** Everything of an answer that somebody could tell two of them apart by. */
    private static String told(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        Set<String> varying = Set.of("x-request-id", "date", "connection");
        StringBuilder told = new StringBuilder(answer.body().replace(id, "<id>"));
        answer.headers().map().entrySet().stream()
                .filter(
                        header ->
                                !varying.contains(
                                        header.getKey().toLowerCase(java.util.Locale.ROOT)))
                .forEach(header -> told.append('\n').append(header));
        return told.toString();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return send(
                request(path)
                        .method(
                                method,
                                method.equals("GET")
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString("{}")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(product.doorUrl() + path))
                .header("Accept", "text/html");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return BROWSER.send(request.build(), BodyHandlers.ofString());
    }
}
