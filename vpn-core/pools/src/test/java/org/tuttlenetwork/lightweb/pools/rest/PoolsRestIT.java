// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.pools.WeatherRig;
import org.tuttlenetwork.lightweb.vpn.client.DocumentName;
import org.tuttlenetwork.lightweb.vpn.client.FileStore;
import org.tuttlenetwork.lightweb.vpn.client.Outcome;
import org.tuttlenetwork.lightweb.vpn.client.Pool;
import org.tuttlenetwork.lightweb.vpn.client.TrustedDocuments;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;

/** What everybody and what users read, over HTTP; nothing here changes anything. */
class PoolsRestIT {
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

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static void isProblem(HttpResponse<String> answer, int status, String type)
            throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        value -> assertThat(value).startsWith("application/problem+json"));
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:lightweb:problem:" + type);
        assertThat(json(answer).path("detail").asText()).isNotEmpty();
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/pools",
                "/api/v1/timestamp",
                "/api/v1/pools/jurisdictions",
                "/api/v1/pools/jurisdictions/IS",
                "/api/v1/pools/versions/1",
                "/api/v1/pools/BALANCED/status",
                "/api/v1/root/1",
                "/api/v1/weather/jurisdictions/IS"
            })
    void everybodyReadsAndHasItOnce(String path) {
        boolean forUsers = path.endsWith("/status");
        HttpResponse<String> first = forUsers ? rig.host.getAs("member", path) : rig.host.get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        var again = rig.host.request(path).header("If-None-Match", etag(first));
        HttpResponse<String> second =
                rig.host.send(forUsers ? again.header("Authorization", "Bearer member") : again);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(rig.host.send(rig.host.request(path).HEAD()).body()).isEmpty();
    }

    @Test
    void aClientTakesWhatIsServed() {
        byte[] root = rig.host.get("/api/v1/root/1").body().getBytes(StandardCharsets.UTF_8);
        TrustedDocuments client =
                new TrustedDocuments(
                        new FileStore(folder.resolve("client")), Clock.systemUTC(), root);
        assertThat(client.offer(DocumentName.TIMESTAMP, bytes(rig.host.get("/api/v1/timestamp"))))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(client.offer(DocumentName.POOLS, bytes(rig.host.get("/api/v1/pools"))))
                .isInstanceOf(Outcome.Accepted.class);
        for (Pool pool : Pool.values()) {
            HttpResponse<String> nodes =
                    rig.host.getAs("member", "/api/v1/pools/" + pool.name() + "/nodes");
            assertThat(client.offer(DocumentName.nodes(pool), bytes(nodes)))
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    private static byte[] bytes(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void thePoolsSayHowLongTheyMayBeKeptAndTheTimestampNever() {
        assertThat(rig.host.get("/api/v1/pools").headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age=60"));
        assertThat(rig.host.get("/api/v1/timestamp").headers().firstValue("Cache-Control"))
                .contains("no-cache");
    }

    @Test
    void nodesNeedAUsersTokenAndAreTheSameForAll() throws Exception {
        String path = "/api/v1/pools/BALANCED/nodes";
        HttpResponse<String> nobody = rig.host.get(path);
        isProblem(nobody, 401, "unauthenticated");
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
        isProblem(rig.host.getAs("somebody-else", path), 401, "unauthenticated");
        HttpResponse<String> member = rig.host.getAs("member", path);
        HttpResponse<String> admin = rig.host.getAs("admin", path);
        assertThat(member.statusCode()).isEqualTo(200);
        assertThat(member.body()).isEqualTo(admin.body());
        assertThat(
                        rig.host
                                .send(
                                        rig.host
                                                .request(path)
                                                .header("Authorization", "Bearer member")
                                                .header("If-None-Match", etag(member)))
                                .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/pools/balanced/nodes",
                "/api/v1/pools/Balanced/nodes",
                "/api/v1/pools/EVERYTHING/nodes",
                "/api/v1/pools/balanced/status",
                "/api/v1/pools/BALANCED",
                "/api/v1/pools/versions/99",
                "/api/v1/pools/versions/0",
                "/api/v1/pools/versions/-1",
                "/api/v1/pools/versions/one",
                "/api/v1/pools/versions/99999999999999999999",
                "/api/v1/root/99",
                "/api/v1/root/one",
                "/api/v1/pools/jurisdictions/is",
                "/api/v1/pools/jurisdictions/ZZ",
                "/api/v1/pools/jurisdictions/ISL",
                "/api/v1/weather/jurisdictions/ZZ",
                "/api/v1/weather/jurisdictions/is",
                "/api/v1/weather"
            })
    void whatIsNotThereIsA404(String path) throws Exception {
        isProblem(rig.host.getAs("member", path), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/pools",
        "DELETE, /api/v1/timestamp",
        "PUT, /api/v1/pools/BALANCED/nodes",
        "PATCH, /api/v1/pools/jurisdictions/CZ",
        "PATCH, /api/v1/weather/jurisdictions/CZ",
    })
    void nothingIsChangedHere(String method, String path) throws Exception {
        HttpResponse<String> answer =
                rig.host.send(
                        rig.host
                                .request(path)
                                .header("Authorization", "Bearer admin")
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString("{}")));
        isProblem(answer, 405, "method-not-allowed");
    }

    @Test
    void theStatusNamesTheNodesThatTakeUsers() throws Exception {
        JsonNode status = json(rig.host.getAs("member", "/api/v1/pools/BALANCED/status"));
        assertThat(status.path("nodes")).hasSize(1);
        assertThat(status.path("nodes").path(0).path("takesUsers").asBoolean()).isTrue();
        isProblem(rig.host.get("/api/v1/pools/BALANCED/status"), 401, "unauthenticated");
    }

    @Test
    void aCountryWithoutACanaryIsNotSaidToHaveAFreshOne() throws Exception {
        JsonNode envelope = json(rig.host.get("/api/v1/pools"));
        byte[] signed = Base64.getUrlDecoder().decode(envelope.path("signed").asText());
        JsonNode document = JsonMapper.builder().build().readTree(signed);
        assertThat(document.path("canaries")).isEmpty();
        assertThat(document.path("jurisdictions"))
                .hasSize(78)
                .allSatisfy(
                        country -> assertThat(country.path("canary").asText()).isEqualTo("NONE"));
    }
}
