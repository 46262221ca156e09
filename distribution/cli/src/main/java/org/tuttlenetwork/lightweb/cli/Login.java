// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which host is called, and as whom: a token that was given, then the login that was kept, then in
 * the demo its administrator.
 */
final class Login {
    private static final Duration NEARLY = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final HttpClient http;
    private final CredentialFile credentials;
    private final TokenEndpoint oauth;
    private final Clock clock;

    Login(
            Map<String, String> environment,
            HttpClient http,
            CredentialFile credentials,
            TokenEndpoint oauth,
            Clock clock) {
        this.environment = Map.copyOf(environment);
        this.http = http;
        this.credentials = credentials;
        this.oauth = oauth;
        this.clock = clock;
    }

    String url() {
        return environment
                .getOrDefault("LIGHTWEB_URL", "http://127.0.0.1:8080")
                .replaceFirst("/+$", "");
    }

    CredentialFile credentials() {
        return credentials;
    }

    /** The host, as whoever is logged in. */
    HostClient host() throws IOException, InterruptedException, LoginFailed {
        TokenEndpoint.secure(url());
        return new HostClient(http, url(), token());
    }

    /** The host, as nobody. */
    HostClient asNobody() throws LoginFailed {
        TokenEndpoint.secure(url());
        return new HostClient(http, url(), "");
    }

    private String token() throws IOException, InterruptedException, LoginFailed {
        String given = environment.getOrDefault("LIGHTWEB_TOKEN", "");
        if (!given.isEmpty()) {
            return given;
        }
        Optional<Credential> kept = credentials.find(url());
        if (kept.isPresent()) {
            return fresh(kept.get()).accessToken();
        }
        String control = environment.getOrDefault("LIGHTWEB_ZITADEL_CONTROL", "");
        return control.isEmpty() ? "" : personaToken(control);
    }

    private Credential fresh(Credential kept)
            throws IOException, InterruptedException, LoginFailed {
        if (clock.instant().plus(NEARLY).isBefore(kept.expires())) {
            return kept;
        }
        if (!kept.refreshToken().isEmpty()) {
            TokenEndpoint.Answer answer =
                    oauth.post(
                            kept.tokenEndpoint(),
                            Map.of(
                                    "grant_type",
                                    "refresh_token",
                                    "refresh_token",
                                    kept.refreshToken(),
                                    "client_id",
                                    kept.clientId()));
            if (answer.status() == 200) {
                Credential next =
                        oauth.credential(
                                answer, kept.tokenEndpoint(), kept.clientId(), kept.refreshToken());
                credentials.save(url(), next);
                return next;
            }
        }
        throw new LoginFailed("Your login at " + url() + " is over. Run lightweb login.");
    }

    private String personaToken(String control) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(control + "/control/token?persona=ada")).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body().strip() : "";
    }
}
