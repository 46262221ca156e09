// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** An OAuth server's endpoints that take forms and give JSON (RFC 6749, section 5). */
final class TokenEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    TokenEndpoint(HttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** The server's metadata (OpenID Connect Discovery 1.0, section 4). */
    JsonNode metadata(String issuer) throws IOException, InterruptedException, LoginFailed {
        URI uri = secure(issuer + "/.well-known/openid-configuration");
        JsonNode metadata = send(HttpRequest.newBuilder(uri)).body();
        if (!metadata.path("issuer").asText().equals(issuer)) {
            throw new LoginFailed(
                    "What answers at " + issuer + " is another issuer. Ask an administrator.");
        }
        return metadata;
    }

    /**
     * An answer, also where it is an error.
     *
     * @param status HTTP's
     * @param body JSON
     */
    record Answer(int status, JsonNode body) {
        String error() {
            return body.path("error").asText();
        }
    }

    Answer post(URI endpoint, Map<String, String> form)
            throws IOException, InterruptedException, LoginFailed {
        String text =
                form.entrySet().stream()
                        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(secure(endpoint.toString()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(text)));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response =
                http.send(
                        request.timeout(PATIENCE).header("Accept", "application/json").build(),
                        BodyHandlers.ofByteArray());
        JsonNode body = json.readTree(response.body());
        return new Answer(response.statusCode(), body);
    }

    /** The tokens of an answer. */
    Credential credential(Answer answer, URI endpoint, String clientId, String oldRefreshToken) {
        JsonNode body = answer.body();
        return new Credential(
                body.path("access_token").asText(),
                body.path("refresh_token").asText(oldRefreshToken),
                clock.instant().plusSeconds(body.path("expires_in").asLong(300)),
                endpoint,
                clientId);
    }

    /** Tokens go over TLS, or stay on this machine. */
    static URI secure(String url) throws LoginFailed {
        URI uri = URI.create(url);
        String host = String.valueOf(uri.getHost());
        boolean local = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        if (!"https".equals(uri.getScheme()) && !local) {
            throw new LoginFailed(
                    "No token is sent to " + url + ": it is not https. Set LIGHTWEB_URL.");
        }
        return uri;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
