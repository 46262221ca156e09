// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Logs in by a browser that may be on another machine: the device authorization grant (RFC 8628).
 */
final class DeviceLogin {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final TokenEndpoint oauth;
    private final Clock clock;
    private final Pause pause;
    private final PrintStream out;

    DeviceLogin(TokenEndpoint oauth, Clock clock, Pause pause, PrintStream out) {
        this.oauth = oauth;
        this.clock = clock;
        this.pause = pause;
        this.out = out;
    }

    /**
     * Shows a code and waits until somebody enters it.
     *
     * @param login what the host's {@code /api/v1/login} says
     * @throws LoginFailed if it was refused, or nobody came in time
     */
    Credential run(JsonNode login) throws IOException, InterruptedException, LoginFailed {
        String client = login.path("commandLineClient").asText();
        if (client.isEmpty()) {
            throw new LoginFailed(
                    "This host takes no logins of the command line. Ask an administrator to set"
                            + " command_line_client_id in etc/lightweb.identity.cfg, or set"
                            + " LIGHTWEB_TOKEN.");
        }
        JsonNode metadata = oauth.metadata(login.path("issuer").asText());
        StringBuilder scopes = new StringBuilder();
        login.path("scopes").forEach(s -> scopes.append(s.asText()).append(' '));
        TokenEndpoint.Answer started =
                oauth.post(
                        endpoint(metadata, "device_authorization_endpoint"),
                        Map.of("client_id", client, "scope", scopes.toString().strip()));
        if (started.status() != 200) {
            throw new LoginFailed("The login could not begin: " + words(started));
        }
        show(started.body());
        return poll(endpoint(metadata, "token_endpoint"), client, started.body());
    }

    private void show(JsonNode started) {
        out.println("Open    " + started.path("verification_uri").asText());
        out.println("Enter   " + started.path("user_code").asText());
        String complete = started.path("verification_uri_complete").asText();
        if (!complete.isEmpty()) {
            out.println("or open " + complete);
        }
        long minutes = Math.max(1, started.path("expires_in").asLong() / 60);
        out.println("The code is good for " + minutes + " min. Waiting …");
    }

    private Credential poll(URI endpoint, String client, JsonNode started)
            throws IOException, InterruptedException, LoginFailed {
        Instant until = clock.instant().plusSeconds(started.path("expires_in").asLong());
        Duration interval = Duration.ofSeconds(started.path("interval").asLong(5));
        Map<String, String> form =
                Map.of(
                        "grant_type",
                        GRANT,
                        "device_code",
                        started.path("device_code").asText(),
                        "client_id",
                        client);
        while (clock.instant().isBefore(until)) {
            pause.of(interval);
            Optional<TokenEndpoint.Answer> asked = ask(endpoint, form);
            if (asked.isEmpty()) {
                interval = slower(interval.multipliedBy(2));
                continue;
            }
            TokenEndpoint.Answer answer = asked.get();
            if (answer.status() == 200) {
                return oauth.credential(answer, endpoint, client, "");
            }
            switch (answer.error()) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval = slower(interval.plus(SLOWER));
                case "access_denied" ->
                        throw new LoginFailed("The login was refused in the browser.");
                case "expired_token" -> until = clock.instant();
                default -> throw new LoginFailed("The login failed: " + words(answer));
            }
        }
        throw new LoginFailed("Nobody entered the code in time. Run lightweb login again.");
    }

    /** A connection that fails is tried again later (RFC 8628, section 3.5). */
    private Optional<TokenEndpoint.Answer> ask(URI endpoint, Map<String, String> form)
            throws InterruptedException, LoginFailed {
        try {
            TokenEndpoint.Answer answer = oauth.post(endpoint, form);
            return answer.status() >= 500 ? Optional.empty() : Optional.of(answer);
        } catch (IOException e) {
            out.println("The issuer does not answer (" + e.getMessage() + "); trying again …");
            return Optional.empty();
        }
    }

    private static Duration slower(Duration interval) {
        return interval.compareTo(LONGEST) < 0 ? interval : LONGEST;
    }

    private static URI endpoint(JsonNode metadata, String name) throws LoginFailed {
        String url = metadata.path(name).asText();
        if (url.isEmpty()) {
            throw new LoginFailed(
                    "The issuer has no " + name + ": it does not offer logins by code.");
        }
        return URI.create(url);
    }

    private static String words(TokenEndpoint.Answer answer) {
        return answer.error() + " " + answer.body().path("error_description").asText();
    }
}
