// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls to a host, as somebody. */
public final class HostClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Until the first of it comes. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http;
    private final String url;
    private final String token;
    private final Duration patience;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param http how to connect
     * @param url the host's URL, without {@code /api/v1}
     * @param token an access token; empty for nobody
     */
    public HostClient(HttpClient http, String url, String token) {
        this(http, url, token, PATIENCE);
    }

    private HostClient(HttpClient http, String url, String token, Duration patience) {
        this.http = http;
        this.url = url;
        this.token = token;
        this.patience = patience;
    }

    /** The same, for what may take long. */
    HostClient patient() {
        return new HostClient(http, url, token, LONG_PATIENCE);
    }

    public JsonNode get(String path) throws IOException, InterruptedException, Refusal {
        return read(send(request(path).GET().build()));
    }

    public JsonNode post(String path, JsonNode body)
            throws IOException, InterruptedException, Refusal {
        return read(
                send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(text(body))
                                .build()));
    }

    /** Sends a feature archive. */
    public JsonNode upload(String path, byte[] archive)
            throws IOException, InterruptedException, Refusal {
        return read(
                send(
                        request(path)
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.ofByteArray(archive))
                                .build()));
    }

    /** The same, on condition that what is there is still what was seen. */
    public JsonNode post(String path, JsonNode body, String etag)
            throws IOException, InterruptedException, Refusal {
        return read(
                send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .header("If-Match", etag)
                                .POST(text(body))
                                .build()));
    }

    public JsonNode delete(String path) throws IOException, InterruptedException, Refusal {
        return read(send(request(path).DELETE().build()));
    }

    /** The whole answer to a GET, whatever it is. */
    public HttpResponse<byte[]> raw(String path, @Nullable String etag)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = request(path).GET();
        if (etag != null) {
            builder.header("If-None-Match", etag);
        }
        return send(builder.build());
    }

    /** The body of an answer that may be long, as it comes. */
    public InputStream stream(String path) throws IOException, InterruptedException, Refusal {
        HttpRequest request = request(path).GET().timeout(LONG_PATIENCE).build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() >= 400) {
            try (InputStream problem = answer.body()) {
                throw new Refusal(answer.statusCode(), json.readTree(problem.readAllBytes()));
            }
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(patience)
                        .header("Accept", "application/json, */*;q=0.5");
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        return builder;
    }

    private static HttpRequest.BodyPublisher text(JsonNode body) {
        return BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private JsonNode read(HttpResponse<byte[]> response) throws IOException, Refusal {
        byte[] body = response.body();
        JsonNode read = body.length == 0 ? MissingNode.getInstance() : json.readTree(body);
        if (response.statusCode() >= 400) {
            throw new Refusal(response.statusCode(), read);
        }
        return read;
    }
}
