// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Calls to a NetBird server as its owner makes them, for setting a test up and looking after it.
 */
final class NetbirdServer implements AutoCloseable {
    private final URI url;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    NetbirdServer(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** An answer. */
    record Answer(int status, String text, @Nullable JsonNode json) {}

    Answer call(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Authorization", "Token " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(
                                                body.replace('\'', '"')));
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean readable =
                    answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    readable ? json.readTree(answer.body()) : null);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The JSON of an answer that must be 200. */
    JsonNode done(String method, String path, String body) {
        Answer answer = call(method, path, body);
        if (answer.status() != 200 || answer.json() == null) {
            throw new AssertionError(
                    method + " " + path + ": " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    @Override
    public void close() {
        client.close();
    }
}
