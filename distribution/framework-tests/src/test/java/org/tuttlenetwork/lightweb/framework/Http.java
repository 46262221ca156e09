// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Plain calls, as a client of the host makes them. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Http() {}

    /**
     * The answer; empty where nobody answers.
     *
     * @param token empty for none
     */
    static Optional<HttpResponse<String>> get(String url, String token) {
        return send(request(url, token).GET().build());
    }

    static Optional<HttpResponse<String>> post(String url, String token, String json) {
        return send(
                request(url, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    /** The same with bytes; waits as long as an update under load may take. */
    static Optional<HttpResponse<String>> post(String url, String token, byte[] bytes) {
        return send(
                request(url, token)
                        .timeout(Duration.ofMinutes(2))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build());
    }

    /** A merge-patch (RFC 7396). */
    static Optional<HttpResponse<String>> patch(String url, String token, String json) {
        return send(
                request(url, token)
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    static Optional<HttpResponse<String>> put(String url, String token, String json) {
        return send(
                request(url, token)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    static Optional<HttpResponse<String>> delete(String url, String token) {
        return send(request(url, token).DELETE().build());
    }

    private static HttpRequest.Builder request(String url, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + request.uri(), e);
        }
    }
}
