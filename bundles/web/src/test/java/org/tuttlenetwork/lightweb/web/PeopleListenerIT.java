// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

class PeopleListenerIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static TestHost host;

    @BeforeAll
    static void open() {
        host =
                new TestHost(
                        Map.of("body_limit_bytes", "2000", "refused_tokens_per_minute", "1000"));
        host.add("things", new Samples.Things());
        host.add("portal", new Samples.Pages());
    }

    @AfterAll
    static void close() {
        host.close();
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode problem = MAPPER.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("urn:lightweb:problem:");
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("instance").asText()).startsWith("/");
        assertThat(response.headers().firstValue("X-Request-Id"))
                .contains(problem.path("requestId").asText());
        return problem;
    }

    @Test
    void answersJsonWithoutNullsAndInstantsAsText() {
        HttpResponse<String> response = host.getAs("member", "/api/v1/things?limit=3");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        "{\"items\":[{\"name\":\"limit"
                            + " 3\",\"count\":1,\"colour\":\"RED\",\"at\":\"1970-01-01T00:00:00Z\",\"parts\":[]}]}");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void unknownPathsAre404() throws IOException {
        problem(host.get("/api/v1/nothing"), 404);
        problem(host.get("/api/v1/things/1/2/3/4"), 404);
        problem(host.get("/api/v2/things"), 404);
        problem(host.send(host.request("/api/v1/nothing").header("Accept", "text/html")), 404);
        problem(host.get("/nothing"), 404);
        problem(host.get("/healthz"), 404);
    }

    @Test
    void wrongMethodIs405AndSaysWhatIsAllowed() throws IOException {
        HttpResponse<String> response =
                host.send(
                        host.request("/api/v1/things")
                                .header("Authorization", "Bearer member")
                                .DELETE());
        problem(response, 405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
    }

    @Test
    void formThatNobodyHasIs406() throws IOException {
        problem(
                host.send(
                        host.request("/api/v1/things")
                                .header("Authorization", "Bearer member")
                                .header("Accept", "image/png")),
                406);
    }

    @Test
    void otherMediaTypeIs415() throws IOException {
        problem(
                host.send(
                        host.request("/api/v1/things")
                                .header("Authorization", "Bearer member")
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("hello"))),
                415);
    }

    @Test
    void largeBodyIs413WithAndWithoutLength() throws IOException {
        String body = "{\"name\":\"" + "x".repeat(3000) + "\"}";
        problem(host.postAs("member", "/api/v1/things", body), 413);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        problem(
                host.send(
                        host.request("/api/v1/things")
                                .header("Authorization", "Bearer member")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () -> new java.io.ByteArrayInputStream(bytes)))),
                413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":        | line 1",
                "{\"name\":\"a\",\"count\":1,\"nome\":1} | nome is not known",
                "{\"name\":\"a\",\"count\":\"x\"} | count must be a number",
                "{\"name\":\"a\",\"colour\":\"BLUE\"} | colour must be one of RED, GREEN",
                "{\"name\":\"a\",\"at\":\"yesterday\"} | at must be an instant",
                "{\"name\":\"a\",\"parts\":{}} | parts must be a list",
                "{\"name\":\"a\"} {} | cannot be read",
                "[] | must be an object",
                "null | the body is null",
                "{\"name\":\"a\",\"parts\":[null]} | parts[0]",
                "{\"name\":\"a\\u0000\"} | name must be a text without U+0000"
            })
    void brokenJsonIs400AndNamesPlaceAndField(String body, String said) throws IOException {
        JsonNode problem = problem(host.postAs("member", "/api/v1/things", body), 400);
        assertThat(problem.path("detail").asText())
                .contains(said)
                .doesNotContain("org.tuttlenetwork", "Samples");
    }

    @Test
    void emptyBodyIs400() throws IOException {
        problem(host.postAs("member", "/api/v1/things", ""), 400);
    }

    @Test
    void brokenRuleIs422WithTheField() throws IOException {
        JsonNode problem =
                problem(
                        host.postAs("member", "/api/v1/things", "{\"name\":\" \",\"count\":1}"),
                        422);
        assertThat(problem.path("fields").path(0).path("rule").asText())
                .isEqualTo("a name is needed");
    }

    @Test
    void unreadableParameterIs400OrInThePath404() throws IOException {
        JsonNode problem = problem(host.getAs("member", "/api/v1/things?limit=many"), 400);
        assertThat(problem.path("fields").path(0).path("field").asText()).isEqualTo("limit");
        problem(host.get("/api/v1/things/none/shape"), 404);
    }

    @Test
    void bugIs500WithoutAnythingOfIt() throws IOException {
        HttpResponse<String> response = host.get("/api/v1/things/bug");
        problem(response, 500);
        assertThat(response.body()).doesNotContain("secret", "Exception", "at org.");
        problem(host.get("/api/v1/things/unwritable"), 500);
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeOfProblemArrives(ProblemType type) throws IOException {
        JsonNode problem = problem(host.get("/api/v1/things/problem/" + type), type.status());
        assertThat(problem.path("type").asText()).isEqualTo(type.urn());
        assertThat(problem.path("detail").asText()).isEqualTo("on purpose");
    }

    @Test
    void bareErrorStatusGetsAProblem() throws IOException {
        problem(host.get("/api/v1/things/bare/404"), 404);
        problem(host.get("/api/v1/things/bare/409"), 409);
    }

    @Test
    void unavailableAndTooManySayWhenToComeBack() {
        for (String type : new String[] {"UNAVAILABLE", "TOO_MANY_REQUESTS"}) {
            assertThat(
                            host.get("/api/v1/things/problem/" + type)
                                    .headers()
                                    .firstValue("Retry-After"))
                    .isPresent();
        }
    }

    @Test
    void missingTokenIs401WithoutAnError() throws IOException {
        HttpResponse<String> response = host.get("/api/v1/things");
        problem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"lightweb\"");
    }

    @Test
    void refusedTokenIs401AndSaysWhy() throws IOException {
        HttpResponse<String> response = host.getAs("stranger", "/api/v1/things");
        problem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .contains(
                        "Bearer realm=\"lightweb\", error=\"invalid_token\","
                                + " error_description=\"the token has expired\"");
    }

    @Test
    void apiIgnoresTheCookie() throws IOException {
        problem(host.send(host.request("/api/v1/things").header("Cookie", "session=admin")), 401);
    }

    @Test
    void rolesAreDemanded() throws IOException {
        problem(host.getAs("member", "/api/v1/things/secret"), 403);
        assertThat(host.getAs("admin", "/api/v1/things/secret").statusCode()).isEqualTo(200);
        assertThat(host.getAs("member", "/api/v1/things/me").body()).isEqualTo("member");
    }

    @Test
    void etagAnswers304ForGetAndHeadIsComplete() {
        HttpResponse<String> first = host.getAs("member", "/api/v1/things");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second =
                host.send(
                        host.request("/api/v1/things")
                                .header("Authorization", "Bearer member")
                                .header("If-None-Match", etag));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        HttpResponse<String> head =
                host.send(
                        host.request("/api/v1/things")
                                .header("Authorization", "Bearer member")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).contains(etag);
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(first.body().length());
    }

    @Test
    void largeAnswersAreCompressedAndTheirTagStillWorks() throws Exception {
        HttpRequest request =
                host.request("/api/v1/things/large").header("Accept-Encoding", "gzip").build();
        HttpResponse<InputStream> response =
                host.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(MAPPER.readTree(new GZIPInputStream(response.body())).size()).isEqualTo(10_000);
        String etag = response.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second =
                host.send(
                        host.request("/api/v1/things/large")
                                .header("Accept-Encoding", "gzip")
                                .header("If-None-Match", etag));
        assertThat(second.statusCode()).isEqualTo(304);
    }

    @Test
    void hugeAnswersAreStreamed() {
        assertThat(host.get("/api/v1/things/huge").body()).hasSize(3 << 20);
    }

    @Test
    void requestIdIsTakenOverOnlyIfSane() {
        HttpResponse<String> sane =
                host.send(host.request("/api/v1/nothing").header("X-Request-Id", "abc-12345"));
        assertThat(sane.headers().firstValue("X-Request-Id")).contains("abc-12345");
        HttpResponse<String> insane =
                host.send(host.request("/api/v1/nothing").header("X-Request-Id", "<b>12345678"));
        assertThat(insane.headers().firstValue("X-Request-Id").orElseThrow()).doesNotContain("<");
    }

    @Test
    void securityHeadersAreOnEveryAnswer() {
        for (String path : new String[] {"/api/v1/things", "/nothing", "/openapi.json", "/api"}) {
            var headers = host.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void brokenHttpIsAProblemToo() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", host.port())) {
            socket.getOutputStream()
                    .write(
                            "GET /a%2f..%2fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
    }

    @Test
    void pagesNeedALoginAndLeadThere() {
        HttpResponse<String> response =
                host.send(host.request("/?a=b").header("Accept", "text/html"));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location").orElseThrow())
                .endsWith("/login?to=%2F%3Fa%3Db");
        assertThat(host.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void pagesAreRenderedInTheShellForTheViewer() {
        HttpResponse<String> response =
                host.send(
                        host.request("/")
                                .header("Cookie", "session=member")
                                .header("Accept-Language", "fr-CA, en;q=0.5"));
        assertThat(response.body()).isEqualTo("<h1>Home</h1>member fr");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("text/html;charset=utf-8");
        assertThat(host.get("/open").body()).contains("nobody");
        assertThat(host.getAs("member", "/open").body()).contains("nobody");
    }

    @Test
    void problemsOfPagesAreHtmlForBrowsers() throws IOException {
        HttpResponse<String> html =
                host.send(
                        host.request("/refused")
                                .header("Cookie", "session=member")
                                .header("Accept", "text/html"));
        assertThat(html.statusCode()).isEqualTo(403);
        assertThat(html.body()).isEqualTo("<h1>problem 403</h1>not-for-you");
        assertThat(host.send(host.request("/nowhere").header("Accept", "text/html")).body())
                .startsWith("<h1>problem 404</h1>");
        problem(host.send(host.request("/refused").header("Cookie", "session=member")), 403);
    }

    @Test
    void formsFromElsewhereAreRefused() {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        assertThat(host.send(host.request("/open").POST(none)).statusCode()).isEqualTo(403);
        assertThat(
                        host.send(
                                        host.request("/open")
                                                .header("Origin", "https://evil.example")
                                                .POST(none))
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        host.send(
                                        host.request("/open")
                                                .header("Origin", "http://localhost:1")
                                                .POST(none))
                                .body())
                .contains("sent");
        assertThat(
                        host.send(
                                        host.request("/open")
                                                .header("Sec-Fetch-Site", "same-origin")
                                                .POST(none))
                                .body())
                .contains("sent");
    }
}
