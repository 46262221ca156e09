// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.pools.WeatherRig;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Proposing and deciding, over HTTP. */
class ProposalsRestIT {
    private static final String PROPOSALS = "/api/v1/weather/proposals";
    private static final String CZECHIA = "/api/v1/weather/jurisdictions/CZ";
    private static final String BAN =
            """
            {"jurisdiction": "CZ", "reason": "Act 1/2026", "source": "https://example.org/act",
             "changes": {"vpnLaw": "BLOCKED"}}\
            """;

    @TempDir Path folder;
    private WeatherRig rig;

    @BeforeEach
    void start() {
        rig = new WeatherRig(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private HttpResponse<String> post(String who, String path, String tag, String body) {
        HttpRequest.Builder request =
                rig.host
                        .request(path)
                        .header("Authorization", "Bearer " + who)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        return rig.host.send(tag.isEmpty() ? request : request.header("If-Match", tag));
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static String place(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow().replaceAll("^.*/api", "/api");
    }

    private long poolsVersion() {
        return rig.weather.document("tuttle-pools").orElseThrow().version();
    }

    private static void isProblem(HttpResponse<String> answer, int status, String field)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(answer).path("detail").asText()).isNotEmpty();
        if (!field.isEmpty()) {
            assertThat(json(answer).path("fields").path(0).path("field").asText()).isEqualTo(field);
            assertThat(json(answer).path("fields").path(0).path("rule").asText()).isNotEmpty();
        }
    }

    @Test
    void anAnalystProposesAndAnAdministratorSeesWhatFollowsAndApproves() throws Exception {
        String place = place(post("analyst", PROPOSALS, "", BAN));
        assertThat(poolsVersion()).isEqualTo(1);
        assertThat(json(rig.host.get(CZECHIA)).path("inputs").path("vpnLaw").asText())
                .isEqualTo("LEGAL");

        HttpResponse<String> seen = rig.host.getAs("admin", place);
        JsonNode proposal = json(seen);
        assertThat(proposal.path("state").asText()).isEqualTo("PENDING");
        assertThat(proposal.path("proposedBy").asText()).isEqualTo("analyst");
        assertThat(proposal.path("differences").toString())
                .contains("{\"input\":\"vpnLaw\",\"before\":\"LEGAL\",\"after\":\"BLOCKED\"}")
                .contains("https://example.org/act");
        JsonNode country = proposal.path("consequences").path("countries").path(0);
        assertThat(country.path("climateBefore").asText()).isEqualTo("FAIR");
        assertThat(country.path("climateAfter").asText()).isEqualTo("HOSTILE");
        assertThat(country.path("leaves").toString())
                .isEqualTo("[\"SANCTUARY\",\"CRYPTO_HAVEN\",\"BALANCED\",\"STEALTH\"]");
        assertThat(country.path("enters").toString()).isEqualTo("[\"RISKY_EXIT\"]");
        assertThat(proposal.path("consequences").path("nodes").toString())
                .isEqualTo(
                        "[{\"id\":\"vpn-node-1-cz\",\"jurisdiction\":\"CZ\","
                                + "\"leaves\":[\"BALANCED\"],\"enters\":[\"RISKY_EXIT\"]}]");

        HttpResponse<String> approved = post("admin", place + "/approve", tag(seen), "");
        assertThat(json(approved).path("state").asText()).isEqualTo("APPROVED");
        assertThat(json(approved).path("decision").path("by").asText()).isEqualTo("admin");
        assertThat(json(approved).path("decision").path("poolsVersion").asInt()).isEqualTo(2);
        assertThat(poolsVersion()).isEqualTo(2);
        JsonNode after = json(rig.host.get(CZECHIA));
        assertThat(after.path("version").asInt()).isEqualTo(2);
        assertThat(after.path("inputs").path("vpnLaw").asText()).isEqualTo("BLOCKED");
        assertThat(after.path("inputs").path("citations").path("vpnLaw").path(0).asText())
                .isEqualTo("https://example.org/act");
        assertThat(json(rig.host.get("/api/v1/pools/jurisdictions/CZ")).path("climate").asText())
                .isEqualTo("HOSTILE");
    }

    @Test
    void whatWasDecidedStaysSoHoweverOftenItIsSent() throws Exception {
        String place = place(post("analyst", PROPOSALS, "", BAN));
        HttpResponse<String> again = post("analyst", PROPOSALS, "", BAN);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(place).endsWith(json(again).path("id").asText());

        String tag = tag(rig.host.getAs("admin", place));
        HttpResponse<String> first = post("admin", place + "/approve", tag, "");
        HttpResponse<String> second = post("admin", place + "/approve", tag, "");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(poolsVersion()).isEqualTo(2);
        isProblem(post("admin", place + "/reject", tag, "{\"reason\": \"No\"}"), 409, "");
    }

    @Test
    void aRejectionNeedsAReasonAndChangesNothing() throws Exception {
        String place = place(post("analyst", PROPOSALS, "", BAN));
        String tag = tag(rig.host.getAs("admin", place));
        isProblem(post("admin", place + "/reject", tag, "{}"), 422, "reason");
        HttpResponse<String> rejected =
                post("admin", place + "/reject", tag, "{\"reason\": \"Not in force\"}");
        assertThat(json(rejected).path("decision").path("reason").asText())
                .isEqualTo("Not in force");
        assertThat(post("admin", place + "/reject", tag, "{\"reason\": \"x\"}").body())
                .isEqualTo(rejected.body());
        isProblem(post("admin", place + "/approve", tag, ""), 409, "");
        assertThat(poolsVersion()).isEqualTo(1);
    }

    @Test
    void nobodyApprovesWhatTheyDidNotSee() throws Exception {
        String place = place(post("analyst", PROPOSALS, "", BAN));
        isProblem(post("admin", place + "/approve", "", ""), 428, "");
        isProblem(post("admin", place + "/approve", "\"other\"", ""), 412, "");
        String tag = tag(rig.host.getAs("admin", place));
        isProblem(post("admin", place + "/approve", "W/" + tag, ""), 412, "");
        isProblem(post("admin", place + "/reject", "", "{\"reason\": \"x\"}"), 428, "");
        assertThat(post("admin", place + "/approve", "\"other\", " + tag, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatWasProposedOnOlderInputsIsNotApproved() throws Exception {
        String place = place(post("analyst", PROPOSALS, "", BAN));
        String tag = tag(rig.host.getAs("admin", place));
        String direct =
                """
                {"jurisdiction": "CZ", "base": 1, "reason": "Read it", "approve": true,
                 "changes": {"crypto": {"tax": "TAXED"}}}\
                """;
        HttpResponse<String> done = post("admin", PROPOSALS, "", direct);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        assertThat(json(done).path("state").asText()).isEqualTo("APPROVED");
        assertThat(poolsVersion()).isEqualTo(2);

        isProblem(post("admin", place + "/approve", tag, ""), 409, "");
        isProblem(post("admin", PROPOSALS, "", direct), 409, "");
        JsonNode outdated = json(rig.host.getAs("admin", place));
        assertThat(outdated.path("outdated").asBoolean()).isTrue();
        assertThat(outdated.has("consequences")).isFalse();
        assertThat(poolsVersion()).isEqualTo(2);
    }

    @Test
    void nullTakesAwayWhatIsOptionalAndIsRefusedWhereAValueIsNeeded() throws Exception {
        JsonNode assessed = json(rig.host.get("/api/v1/weather/jurisdictions/RO"));
        assertThat(assessed.path("inputs").path("assessed").path("censorship").asInt())
                .isEqualTo(25);
        HttpResponse<String> undone =
                post(
                        "admin",
                        PROPOSALS,
                        "",
                        """
                        {"jurisdiction": "RO", "base": 1, "reason": "Without a source", "approve": true,
                         "changes": {"assessed": null}}\
                        """);
        assertThat(undone.statusCode()).as(undone.body()).isEqualTo(201);
        JsonNode imputed = json(rig.host.get("/api/v1/weather/jurisdictions/RO"));
        assertThat(imputed.path("inputs").has("assessed")).isFalse();
        assertThat(json(rig.host.get("/api/v1/pools/jurisdictions/RO")).path("pools").toString())
                .doesNotContain("SANCTUARY");

        for (String input : List.of("vpnLaw", "alliance", "censorship", "privacy", "crypto")) {
            isProblem(
                    post("admin", PROPOSALS, "", changing("{\"" + input + "\": null}")),
                    422,
                    "changes." + input);
        }
        isProblem(
                post("admin", PROPOSALS, "", changing("{\"crypto\": {\"tax\": null}}")),
                422,
                "changes.crypto.tax");
        assertThat(poolsVersion()).isEqualTo(2);
    }

    private static String changing(String changes) {
        return "{\"jurisdiction\": \"CZ\", \"reason\": \"x\", \"changes\": " + changes + "}";
    }

    @Test
    void onlyAnalystsAndAdministratorsProposeAndOnlyAdministratorsDecide() throws Exception {
        String place = place(post("analyst", PROPOSALS, "", BAN));
        isProblem(rig.host.get(PROPOSALS), 401, "");
        isProblem(rig.host.getAs("member", PROPOSALS), 403, "");
        isProblem(rig.host.getAs("member", place), 403, "");
        isProblem(post("member", PROPOSALS, "", BAN), 403, "");
        isProblem(post("analyst", place + "/approve", "*", ""), 403, "");
        isProblem(post("analyst", place + "/reject", "*", "{\"reason\": \"x\"}"), 403, "");
        String own = BAN.replace("{\"jurisdiction\"", "{\"approve\": true, \"jurisdiction\"");
        isProblem(post("analyst", PROPOSALS, "", own), 403, "");
        assertThat(rig.host.getAs("analyst", place).statusCode()).isEqualTo(200);
        assertThat(poolsVersion()).isEqualTo(1);
    }

    @Test
    void proposalsAreListedByPages() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String law : List.of("REGULATED", "BLOCKED", "BANNED")) {
            HttpResponse<String> made =
                    post("analyst", PROPOSALS, "", changing("{\"vpnLaw\": \"" + law + "\"}"));
            ids.addFirst(json(made).path("id").asText());
        }
        JsonNode first = json(rig.host.getAs("admin", PROPOSALS + "?limit=2&state=PENDING"));
        assertThat(first.path("items").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
        JsonNode second =
                json(
                        rig.host.getAs(
                                "admin",
                                PROPOSALS + "?limit=2&after=" + first.path("next").asText()));
        assertThat(second.path("items").findValuesAsText("id")).isEqualTo(ids.subList(2, 3));
        assertThat(second.path("next").asText("")).isEmpty();
        assertThat(json(rig.host.getAs("admin", PROPOSALS + "?state=APPROVED")).path("items"))
                .isEmpty();
        isProblem(rig.host.getAs("admin", PROPOSALS + "?state=open"), 422, "state");
        isProblem(rig.host.getAs("admin", PROPOSALS + "?limit=201"), 422, "limit");
        isProblem(rig.host.getAs("admin", PROPOSALS + "?after=x"), 422, "after");
    }

    @Test
    void theStreamTellsWhatIsSignedAndResumes() throws Exception {
        long start = rig.database.feed().latest();
        String direct =
                BAN.replace(
                        "{\"jurisdiction\"", "{\"approve\": true, \"base\": 1, \"jurisdiction\"");
        place(post("admin", PROPOSALS, "", direct));
        String first = event(start, "pools-changed");
        assertThat(first).contains("\"version\":2");
        long number = Long.parseLong(first.replaceAll("(?s).*id: (\\d+).*", "$1"));
        place(
                post(
                        "admin",
                        PROPOSALS,
                        "",
                        direct.replace("\"base\": 1", "\"base\": 2").replace("BLOCKED", "LEGAL")));
        assertThat(event(number, "pools-changed")).contains("\"version\":3");
    }

    /** The first event of a name after a number. */
    private String event(long after, String name) throws Exception {
        HttpResponse<InputStream> stream =
                rig.host.client.send(
                        rig.host
                                .request("/api/v1/pools/stream")
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", String.valueOf(after))
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            StringBuilder block = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    block.append(line).append('\n');
                } else if (block.indexOf("event: " + name) >= 0) {
                    return block.toString().replace(" \"", "\"").replace("\": ", "\":");
                } else {
                    block.setLength(0);
                }
            }
        }
        throw new AssertionError("The stream ended without " + name);
    }
}
