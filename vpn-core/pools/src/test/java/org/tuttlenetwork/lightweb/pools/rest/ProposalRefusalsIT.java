// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.pools.WeatherRig;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** What is refused, over HTTP: the field and the rule are named, and nothing changes. */
class ProposalRefusalsIT {
    private static final String PROPOSALS = "/api/v1/weather/proposals";

    @TempDir static Path folder;
    private static WeatherRig rig;

    @BeforeAll
    static void start() {
        rig = new WeatherRig(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @AfterEach
    void nothingChanged() throws Exception {
        assertThat(json(rig.host.getAs("admin", PROPOSALS)).path("items")).isEmpty();
        assertThat(rig.weather.document("tuttle-pools").orElseThrow().version()).isEqualTo(1);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static HttpResponse<String> post(String path, String body) {
        HttpRequest.Builder request =
                rig.host
                        .request(path)
                        .header("Authorization", "Bearer admin")
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .POST(BodyPublishers.ofString(body));
        return rig.host.send(request);
    }

    private static String changing(String changes) {
        return "{\"jurisdiction\": \"CZ\", \"reason\": \"x\", \"changes\": " + changes + "}";
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "changes.vpnLaw | {\"vpnLaw\": \"legal\"}",
                "changes.vpnLaw | {\"vpnLaw\": 1}",
                "changes.privacy.retentionMonths | {\"privacy\": {\"retentionMonths\": 1.5}}",
                "changes.privacy | {\"privacy\": {\"retentionMonths\": -1}}",
                "changes.privacy.retention | {\"privacy\": {\"retention\": 1}}",
                "changes.assessed.censorship | {\"assessed\": {\"censorship\": 101}}",
                "changes.assessed.censorship | {\"assessed\": {\"censorship\": 1e400}}",
                "changes.assessed.censorship | {\"assessed\": {\"censorship\": -0.1}}",
                "changes.assessed.citations | {\"assessed\": {\"censorship\": 1, \"citations\":"
                        + " [\"http://x\"]}}",
                "changes.outlook.evidence | {\"outlook\": {\"level\": \"STORM\"}}",
                "changes.score | {\"score\": 100}",
                "changes | {}",
                "changes | {\"vpnLaw\": \"LEGAL\"}",
                "changes | [1]",
                "changes | null",
            })
    void whatBreaksARuleIsNamedAndChangesNothing(String field, String changes) throws Exception {
        isProblem(post(PROPOSALS, changing(changes)), 422, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | jurisdiction | {\"jurisdiction\": \"ZZ\", \"reason\": \"x\", \"changes\":"
                        + " {\"vpnLaw\": \"BANNED\"}}",
                "422 | jurisdiction | {\"jurisdiction\": \"cz\", \"reason\": \"x\", \"changes\":"
                        + " {\"vpnLaw\": \"BANNED\"}}",
                "422 | jurisdiction | {\"reason\": \"x\", \"changes\": {\"vpnLaw\": \"BANNED\"}}",
                "422 | reason | {\"jurisdiction\": \"CZ\", \"changes\": {\"vpnLaw\": \"BANNED\"}}",
                "422 | source | {\"jurisdiction\": \"CZ\", \"reason\": \"x\", \"source\":"
                        + " \"http://x\", \"changes\": {\"vpnLaw\": \"BANNED\"}}",
                "422 | source | {\"jurisdiction\": \"CZ\", \"reason\": \"x\", \"source\":"
                        + " \"https://[\", \"changes\": {\"vpnLaw\": \"BANNED\"}}",
                "422 | base | {\"jurisdiction\": \"CZ\", \"reason\": \"x\", \"approve\": true,"
                        + " \"changes\": {\"vpnLaw\": \"BANNED\"}}",
                "409 | '' | {\"jurisdiction\": \"CZ\", \"reason\": \"x\", \"base\": 7, \"changes\":"
                        + " {\"vpnLaw\": \"BANNED\"}}",
                "400 | scores | {\"jurisdiction\": \"CZ\", \"scores\": {}}",
                "400 | base | {\"jurisdiction\": \"CZ\", \"base\": \"new\"}",
                "400 | '' | ''",
                "400 | '' | {\"jurisdiction\"",
            })
    void aProposalThatIsNoneIsRefused(int status, String field, String body) throws Exception {
        isProblem(post(PROPOSALS, body), status, field);
    }

    @Test
    void otherFormsAndTooMuchAreRefused() throws Exception {
        HttpRequest.Builder yaml =
                rig.host
                        .request(PROPOSALS)
                        .header("Authorization", "Bearer admin")
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString("jurisdiction: CZ"));
        isProblem(rig.host.send(yaml), 415, "");
        String long16 = changing("{\"note\": \"" + "x".repeat(17_000) + "\"}");
        isProblem(post(PROPOSALS, long16), 422, "changes");
        isProblem(
                post(PROPOSALS, changing("{\"note\": \"" + "x".repeat(3 << 20) + "\"}")), 413, "");
        isProblem(rig.host.getAs("admin", PROPOSALS + "/none"), 404, "");
        String unknown = PROPOSALS + "/018f0000-0000-7000-8000-000000000000";
        isProblem(rig.host.getAs("admin", unknown), 404, "");
        isProblem(post(unknown + "/approve", ""), 404, "");
    }
}
