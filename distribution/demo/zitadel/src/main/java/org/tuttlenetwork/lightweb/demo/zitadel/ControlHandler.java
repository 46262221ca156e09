// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Errors;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.OddToken;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Directory;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookTarget;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The control interface over HTTP: {@code /control/…}, JSON bodies, loopback only. */
final class ControlHandler implements HttpHandler {
    private final ZitadelStandIn standIn;

    ControlHandler(ZitadelStandIn standIn) {
        this.standIn = standIn;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Call call = new Call(exchange);
        try {
            if (isFromBrowser(call)) {
                call.answer(403, "text/plain", "not for browsers".getBytes(StandardCharsets.UTF_8));
                return;
            }
            call.readBody();
            serve(call);
            standIn.save();
        } catch (ApiFailure failure) {
            call.json(failure.code().status(), Errors.gateway(failure));
        } catch (IllegalArgumentException e) {
            call.json(400, Json.object().text("message", String.valueOf(e.getMessage())).build());
        } finally {
            exchange.close();
        }
    }

    /** A page of another site could otherwise give itself tokens (also by DNS rebinding). */
    private static boolean isFromBrowser(Call call) {
        String host = call.header("Host").orElse("");
        boolean loopback = host.startsWith("127.0.0.1:") || host.startsWith("localhost:");
        return !loopback
                || call.header("Origin").isPresent()
                || call.header("Sec-Fetch-Site").isPresent();
    }

    private void serve(Call call) throws IOException {
        Body body =
                new Body(
                        call.body().length == 0
                                ? Json.object().build()
                                : Json.parseObject(call.body()));
        Object answer =
                switch (call.method() + " " + call.path()) {
                    case "GET /control/health" ->
                            Map.of("status", "up", "issuer", standIn.issuer());
                    case "GET /control/token" -> token(call.query());
                    case "POST /control/token" -> Map.of("accessToken", token(body));
                    case "POST /control/odd-token" -> Map.of("accessToken", oddToken(body));
                    case "POST /control/list-lag" ->
                            done(
                                    () ->
                                            standIn.listLag(
                                                    Duration.ofMillis(body.number("millis", 0))));
                    case "POST /control/faults" -> done(() -> faults(body));
                    case "POST /control/rotate-key" ->
                            done(
                                    () ->
                                            standIn.rotateKey(
                                                    body.text("algorithm", "RS256"),
                                                    body.flag("dropOld")));
                    case "GET /control/calls" -> Map.of("calls", calls());
                    case "DELETE /control/calls" -> done(standIn::clearCalls);
                    case "GET /control/unexpected-calls" ->
                            Map.of("calls", standIn.unexpectedCalls());
                    case "GET /control/deliveries" -> Map.of("deliveries", standIn.deliveries());
                    case "POST /control/webhook" -> done(() -> webhook(body));
                    case "GET /control/state" -> state();
                    default -> console(call, body);
                };
        if (answer instanceof String text) {
            call.answer(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
        } else {
            call.json(200, (ObjectNode) Json.tree(answer));
        }
    }

    private Object console(Call call, Body body) {
        Console console = standIn.console();
        return switch (call.method() + " " + call.path()) {
            case "POST /control/roles/grant" ->
                    done(
                            () ->
                                    console.grantRole(
                                            body.user(),
                                            body.text("role"),
                                            body.text("organization", DemoIds.ORGANIZATION)));
            case "POST /control/roles/remove" ->
                    done(() -> console.removeRole(body.user(), body.text("role")));
            case "POST /control/grants/deactivate" ->
                    done(() -> console.setGrantActive(body.user(), false));
            case "POST /control/grants/reactivate" ->
                    done(() -> console.setGrantActive(body.user(), true));
            case "POST /control/project-roles/add" ->
                    done(
                            () ->
                                    console.addProjectRole(
                                            body.text("role"),
                                            body.text("displayName", body.text("role"))));
            case "POST /control/project-roles/remove" ->
                    done(() -> console.removeProjectRole(body.text("role")));
            case "POST /control/users/add" -> Map.of("userId", addUser(body));
            case "POST /control/users/remove" -> done(() -> console.removeUser(body.user()));
            case "POST /control/users/lock" -> done(() -> console.lock(body.user()));
            case "POST /control/users/unlock" -> done(() -> console.unlock(body.user()));
            case "POST /control/users/deactivate" -> done(() -> console.deactivate(body.user()));
            case "POST /control/users/reactivate" -> done(() -> console.reactivate(body.user()));
            default -> throw new IllegalArgumentException("no such control call: " + call.path());
        };
    }

    private static Object done(Runnable action) {
        action.run();
        return Map.of("done", true);
    }

    /** The token alone, as text, for a shell. */
    private String token(Call.Parameters query) {
        Map<String, String> values = new LinkedHashMap<>(query.values());
        return token(new Body((ObjectNode) Json.tree(values)));
    }

    private String token(Body body) {
        String scope = body.text("scope", String.join(" ", Scopes.RECOMMENDED));
        long seconds = body.number("lifetimeSeconds", standIn.tokenLifetime().toSeconds());
        return standIn.token(
                body.user(),
                List.of(scope.split(" ", -1)),
                body.flag("opaque"),
                Duration.ofSeconds(seconds));
    }

    private String oddToken(Body body) {
        Persona persona =
                Persona.byUserId(body.user())
                        .orElseThrow(() -> new IllegalArgumentException("not a persona"));
        String kind = body.text("kind").toUpperCase(Locale.ROOT).replace('-', '_');
        return standIn.oddToken(persona, OddToken.valueOf(kind));
    }

    private void faults(Body body) {
        Faults faults = standIn.faults();
        faults.clear();
        faults.mode(Faults.Mode.valueOf(body.text("mode", "up").toUpperCase(Locale.ROOT)));
        faults.delay(Duration.ofMillis(body.number("delayMillis", 0)));
        faults.failNext(
                (int) body.number("failNext", 0),
                (int) body.number("status", 503),
                body.text("path", ""));
    }

    private void webhook(Body body) {
        String url = body.text("url", "");
        standIn.webhook(
                url.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                WebhookTarget.of(
                                        URI.create(url),
                                        body.text("signingKey", WebhookTarget.DEMO_SIGNING_KEY))));
    }

    private String addUser(Body body) {
        String userName = body.text("userName");
        User.Profile profile =
                new User.Profile(
                        body.text("givenName", userName),
                        body.text("familyName", "Guest"),
                        body.text("email", userName + "@demo.tuttle.test"),
                        body.text("language", "en"));
        return standIn.console().addUser(null, userName, profile).id();
    }

    private List<Map<String, Object>> calls() {
        return standIn.calls().stream()
                .map(
                        call ->
                                Map.<String, Object>of(
                                        "at", call.at().toString(),
                                        "method", call.method(),
                                        "path", call.path(),
                                        "status", call.status()))
                .toList();
    }

    private Map<String, Object> state() {
        Directory directory = standIn.store().current();
        List<Map<String, Object>> users = new ArrayList<>();
        directory.users().values().stream()
                .sorted(Comparator.comparing(User::id))
                .forEach(
                        user ->
                                users.add(
                                        Map.of(
                                                "userId", user.id(),
                                                "userName", user.userName(),
                                                "state", user.state().name(),
                                                "roles", standIn.console().rolesOf(user.id()))));
        return Map.of(
                "users",
                users,
                "projectRoles",
                directory.roles().keySet().stream().sorted().toList());
    }

    /** The fields of a control call. */
    private record Body(ObjectNode node) {
        private Optional<JsonNode> value(String name) {
            return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
        }

        String text(String name) {
            return value(name)
                    .map(JsonNode::asText)
                    .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
        }

        String text(String name, String other) {
            return value(name).map(JsonNode::asText).orElse(other);
        }

        long number(String name, long other) {
            return value(name).map(value -> value.asLong(other)).orElse(other);
        }

        boolean flag(String name) {
            return value(name).map(JsonNode::asBoolean).orElse(false);
        }

        /** A user id, from {@code userId} or from a persona's login. */
        String user() {
            Optional<JsonNode> id = value("userId");
            if (id.isPresent()) {
                return id.get().asText();
            }
            String login = text("persona");
            return Persona.byLogin(login)
                    .map(Persona::userId)
                    .orElseThrow(() -> new IllegalArgumentException("no persona " + login));
        }
    }
}
