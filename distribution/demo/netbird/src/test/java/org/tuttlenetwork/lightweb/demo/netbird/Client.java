// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.contract.NetbirdContract;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Calls the stand-in and checks every answer against the contract, where it is there. */
final class Client implements AutoCloseable {
    private static final Optional<NetbirdContract> CONTRACT = NetbirdContract.find();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NetbirdStandIn standIn;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(NetbirdStandIn standIn) {
        this.standIn = standIn;
    }

    record Answer(int status, JsonNode json, String text, String requestId, boolean retryAfter) {
        String message() {
            return json.path("message").asText();
        }

        String id() {
            return json.path("id").asText();
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    Answer get(String path) throws Exception {
        return send("GET", path, null, "Token " + NetbirdStandIn.ADMIN_TOKEN);
    }

    Answer delete(String path) throws Exception {
        return send("DELETE", path, null, "Token " + NetbirdStandIn.ADMIN_TOKEN);
    }

    /** JSON with single quotes. */
    Answer post(String path, String body) throws Exception {
        return send("POST", path, body, "Token " + NetbirdStandIn.ADMIN_TOKEN);
    }

    Answer put(String path, String body) throws Exception {
        return send("PUT", path, body, "Token " + NetbirdStandIn.ADMIN_TOKEN);
    }

    Answer send(String method, String path, String body, String authorization) throws Exception {
        return send(method, path, body, authorization, "lightweb-test");
    }

    Answer send(String method, String path, String body, String authorization, String userAgent)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(standIn.uri().resolve(path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(
                                                body.replace('\'', '"')));
        request.header("User-Agent", userAgent);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean isJson =
                answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("application/json");
        JsonNode json = isJson ? JSON.readTree(answer.body()) : null;
        if (CONTRACT.isPresent() && isJson && !path.equals("/api/networks/resources")) {
            assertThat(CONTRACT.get().validateResponse(method, path, answer.statusCode(), json))
                    .as(method + " " + path + " " + answer.body())
                    .isEmpty();
        }
        return new Answer(
                answer.statusCode(),
                json == null ? JSON.createObjectNode() : json,
                answer.body(),
                answer.headers().firstValue("X-Request-Id").orElse(""),
                answer.headers().firstValue("Retry-After").isPresent());
    }

    String createGroup(String name, String... peers) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("name", name);
        for (String peer : peers) {
            body.withArray("peers").add(peer);
        }
        Answer answer = post("/api/groups", body.toString());
        assertThat(answer.status()).isEqualTo(200);
        return answer.id();
    }

    @Override
    public void close() {
        http.close();
    }
}
