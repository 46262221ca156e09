// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLException;

/** JSON over HTTP with one server, as somebody; follows no redirects. */
public final class Server {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_CHARACTERS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String name;
    private final String url;
    private final String authorization;

    /** The whole answer, whatever its status; the body is missing where it is no JSON. */
    public record Answer(int status, JsonNode body, String date) {}

    /**
     * @param name for messages, such as Zitadel
     * @param url without a slash at its end
     * @param authorization the header's whole value; empty for nobody
     */
    public Server(HttpClient http, String name, String url, String authorization) {
        this.http = http;
        this.name = name;
        this.url = url;
        this.authorization = authorization;
    }

    public String url() {
        return url;
    }

    /** The same server, called as somebody else. */
    public Server as(String otherAuthorization) {
        return new Server(http, name, url, otherAuthorization);
    }

    public JsonNode get(String path) throws ServerFailure, InterruptedException {
        return demand("GET", path, null);
    }

    public JsonNode post(String path, JsonNode body) throws ServerFailure, InterruptedException {
        return demand("POST", path, body);
    }

    public JsonNode put(String path, JsonNode body) throws ServerFailure, InterruptedException {
        return demand("PUT", path, body);
    }

    private JsonNode demand(String method, String path, @Nullable JsonNode body)
            throws ServerFailure, InterruptedException {
        Answer answer = ask(method, path, body);
        if (answer.status() < 200 || answer.status() > 299) {
            throw refused(method, path, answer);
        }
        return answer.body();
    }

    /**
     * Asks, and takes any answer.
     *
     * @throws ServerFailure where nothing comes
     */
    public Answer ask(String method, String path, @Nullable JsonNode body)
            throws ServerFailure, InterruptedException {
        BodyPublisher sent =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        return send(method, path, "application/json", sent);
    }

    /** Posts a form, as OAuth wants it (RFC 6749). */
    public Answer form(String path, String form) throws ServerFailure, InterruptedException {
        return send(
                "POST",
                path,
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString(form, StandardCharsets.US_ASCII));
    }

    private Answer send(String method, String path, String type, BodyPublisher body)
            throws ServerFailure, InterruptedException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + path))
                            .timeout(PATIENCE)
                            .header("Accept", "application/json")
                            .header("Content-Type", type)
                            .method(method, body);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    parsed(answer.body()),
                    answer.headers().firstValue("Date").orElse(""));
        } catch (IllegalArgumentException _) {
            throw new ServerFailure(0, name + ": " + url + " is no address of a web server");
        } catch (SSLException e) {
            throw new ServerFailure(
                    0,
                    name + " at " + url + " speaks no TLS that is trusted here: " + e.getMessage(),
                    "A certificate of an authority of your own must be known to this machine's"
                            + " Java: keytool -importcert -cacerts -file CA.pem");
        } catch (IOException e) {
            throw new ServerFailure(
                    0,
                    name
                            + " at "
                            + url
                            + " does not answer ("
                            + e.getClass().getSimpleName()
                            + ")");
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException _) {
            // A proxy's page, or NetBird's router: the status says enough.
            return MissingNode.getInstance();
        }
    }

    /** What a 401 or 404 says may name a token's hash, so it is left out. */
    private ServerFailure refused(String method, String path, Answer answer) {
        String said = answer.body().path("message").asText("");
        boolean telling = answer.status() != 401 && answer.status() != 404 && !said.isEmpty();
        String most = said.substring(0, Math.min(said.length(), MOST_CHARACTERS));
        return new ServerFailure(
                answer.status(),
                name
                        + " answers "
                        + answer.status()
                        + " to "
                        + method
                        + " "
                        + path
                        + (telling ? ": " + most : ""));
    }
}
