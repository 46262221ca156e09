// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Zitadel's calls that setup and doctor share (contracts/zitadel.md §1 and §4). */
public final class Zitadel {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /** Without the audience, Zitadel's own API answers 401. */
    private static final String SCOPE = "openid urn:zitadel:iam:org:project:id:zitadel:aud";

    private final Server server;
    private final Clock clock;

    public Zitadel(Server server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    public Server server() {
        return server;
    }

    /**
     * What a key gets.
     *
     * @param value the access token
     * @param seconds how long it is good
     */
    public record Token(String value, long seconds) {
        /** Never shows it. */
        @Override
        public String toString() {
            return "Token[seconds=" + seconds + "]";
        }
    }

    /** The discovery document and when the server says it is. */
    public Server.Answer discovery() throws ServerFailure, InterruptedException {
        return server.ask("GET", "/.well-known/openid-configuration", null);
    }

    /**
     * Logs a machine user in by its key.
     *
     * @throws ServerFailure 401 where the key is not taken
     */
    public Token login(ServiceKeyFile key) throws ServerFailure, InterruptedException {
        String form =
                "grant_type="
                        + encoded(GRANT)
                        + "&assertion="
                        + key.assertion(server.url(), clock.instant())
                        + "&scope="
                        + encoded(SCOPE);
        Server.Answer answer = server.form("/oauth/v2/token", form);
        String token = answer.body().path("access_token").asText("");
        if (answer.status() != 200 || token.isEmpty()) {
            String said = answer.body().path("error_description").asText("");
            throw new ServerFailure(
                    401,
                    "Zitadel does not take the key of user " + key.userId() + " (" + said + ")");
        }
        return new Token(token, answer.body().path("expires_in").asLong());
    }

    /** The same Zitadel, called with an access token. */
    public Zitadel with(String token) {
        return new Zitadel(server.as("Bearer " + token), clock);
    }

    /**
     * What the caller may do in Zitadel itself; those of one project count as well, which carry its
     * id behind a colon.
     *
     * @see <a
     *     href="https://zitadel.com/docs/reference/api/auth/zitadel.auth.v1.AuthService.ListMyZitadelPermissions">ListMyZitadelPermissions</a>
     */
    public Set<String> permissions() throws ServerFailure, InterruptedException {
        JsonNode answer = server.post("/auth/v1/permissions/zitadel/me/_search", Json.object());
        Set<String> permissions = new HashSet<>();
        for (String permission : Json.texts(answer.path("result"))) {
            int colon = permission.indexOf(':');
            permissions.add(colon < 0 ? permission : permission.substring(0, colon));
        }
        return permissions;
    }

    /** A unary Connect call: {@code zitadel.<package>.v2.<Service>/<Method>}. */
    public JsonNode connect(String method, ObjectNode request)
            throws ServerFailure, InterruptedException {
        return server.post("/zitadel." + method, request);
    }

    /** The applications of a project, whole. */
    public List<JsonNode> applications(String projectId)
            throws ServerFailure, InterruptedException {
        ObjectNode request = Json.object();
        request.putArray("filters")
                .addObject()
                .putObject("projectIdFilter")
                .put("projectId", projectId);
        return Json.list(
                connect("application.v2.ApplicationService/ListApplications", request)
                        .path("applications"));
    }

    /** The authorizations of a project that carry a role. */
    public List<JsonNode> authorizations(String projectId, String roleKey)
            throws ServerFailure, InterruptedException {
        ObjectNode request = Json.object();
        request.putArray("filters")
                .add(filter("projectId", Json.object().put("id", projectId)))
                .add(filter("roleKey", Json.object().put("key", roleKey)));
        return Json.list(
                connect("authorization.v2.AuthorizationService/ListAuthorizations", request)
                        .path("authorizations"));
    }

    private static ObjectNode filter(String name, ObjectNode value) {
        return Json.object().set(name, value);
    }

    /** The targets of Actions v2, with their signing keys. */
    public List<JsonNode> targets() throws ServerFailure, InterruptedException {
        return Json.list(server.post("/v2/actions/targets/search", Json.object()).path("targets"));
    }

    /** What calls which targets. */
    public List<JsonNode> executions() throws ServerFailure, InterruptedException {
        return Json.list(
                server.post("/v2/actions/executions/search", Json.object()).path("executions"));
    }

    /**
     * Asks about a token as an API application.
     *
     * @return the status: 200 where the application and its secret are known
     */
    public int introspect(String clientId, String secret, String token)
            throws ServerFailure, InterruptedException {
        String pair = encoded(clientId) + ":" + encoded(secret);
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return server.as("Basic " + basic)
                .form("/oauth/v2/introspect", "token=" + encoded(token))
                .status();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
