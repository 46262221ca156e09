// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The stand-in's methods over HTTP, for scripts and the tour. A refusal answers 400 with {@code
 * message}.
 */
final class ControlApi {
    private static final String ROOT = "/control/";
    private static final String EDIT = "/control/edit";
    private static final String DELIVERIES = "/control/deliveries/";

    private final NetbirdStandIn standIn;
    private final ObjectMapper json = new ObjectMapper();

    ControlApi(NetbirdStandIn standIn) {
        this.standIn = standIn;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            JsonNode answer;
            try {
                byte[] body = exchange.getRequestBody().readAllBytes();
                answer =
                        answer(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getPath(),
                                body.length == 0 ? null : json.readTree(body));
            } catch (IllegalArgumentException
                    | JsonProcessingException
                    | NoSuchElementException e) {
                status = 400;
                answer = json.createObjectNode().put("message", String.valueOf(e.getMessage()));
            }
            byte[] bytes = json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonNode answer(String method, String path, @Nullable JsonNode body) {
        if (path.startsWith(EDIT + "/")) {
            return standIn.edit(method, path.substring(EDIT.length()), body);
        }
        if (method.equals("GET") && path.startsWith(DELIVERIES)) {
            return maps(path.substring(DELIVERIES.length()));
        }
        String what = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        JsonNode given = body == null ? json.createObjectNode() : body;
        return switch (method + " " + what) {
            case "GET calls" -> calls(standIn.calls());
            case "GET unexpected-calls" -> calls(standIn.unexpectedCalls());
            case "DELETE calls" -> done(standIn::forgetCalls);
            case "POST down" -> done(() -> standIn.down(given.path("down").asBoolean(true)));
            case "POST slow" -> done(() -> slow(given));
            case "POST fail" -> done(() -> standIn.fail(fault(given)));
            case "POST drop-fields" -> done(() -> standIn.dropFields(texts(given.path("fields"))));
            case "POST behave" -> done(standIn::behave);
            case "POST log-in" -> logIn(given);
            case "POST join" -> peer(standIn.join(text(given, "setup_key"), text(given, "device")));
            case "POST connection" ->
                    done(
                            () ->
                                    standIn.connection(
                                            peerId(given), given.path("connected").asBoolean()));
            case "POST tokens" -> token(given);
            default -> throw new IllegalArgumentException("no control call " + method + " " + path);
        };
    }

    private void slow(JsonNode given) {
        if (given.path("as_measured").asBoolean()) {
            standIn.slowAsMeasured();
        } else {
            standIn.slow(Duration.ofMillis(number(given, "ms")));
        }
    }

    private ObjectNode done(Runnable task) {
        task.run();
        return json.createObjectNode();
    }

    private ObjectNode peer(@Nullable String id) {
        return json.createObjectNode().put("peer", id).put("pending", id == null);
    }

    private ObjectNode token(JsonNode given) {
        Duration life = Duration.ofDays(given.path("days").asLong(1));
        String plain = standIn.issueToken(text(given, "user"), life);
        return json.createObjectNode().put("plain_token", plain);
    }

    private ObjectNode logIn(JsonNode given) {
        String device = text(given, "device");
        if (given.hasNonNull("persona")) {
            String login = text(given, "persona");
            Persona persona =
                    Persona.byLogin(login)
                            .orElseThrow(() -> new IllegalArgumentException("no persona " + login));
            return peer(standIn.logIn(persona, device));
        }
        String email = given.path("email").asText("");
        String name = given.path("name").asText("");
        return peer(standIn.logIn(text(given, "user"), email, name, device));
    }

    private String peerId(JsonNode given) {
        return given.hasNonNull("peer")
                ? text(given, "peer")
                : standIn.peerId(text(given, "device"));
    }

    private static Fault fault(JsonNode given) {
        return new Fault(
                given.path("times").asInt(1),
                given.path("status").asInt(500),
                given.path("method").asText(""),
                given.path("path").asText(""),
                given.path("after").asBoolean() ? Fault.Stage.AFTER : Fault.Stage.BEFORE);
    }

    private ArrayNode calls(List<ReceivedCall> calls) {
        ArrayNode array = json.createArrayNode();
        for (ReceivedCall call : calls) {
            ObjectNode object = array.addObject().put("at", call.at().toString());
            object.put("method", call.method()).put("path", call.path());
            object.put("answered", call.answered().toString());
            object.put("status", call.status()).put("request_id", call.requestId());
            object.set("body", call.body());
        }
        return array;
    }

    private ArrayNode maps(String peer) {
        ArrayNode array = json.createArrayNode();
        for (DeliveredMap map : standIn.deliveredMaps(peer)) {
            ArrayNode peers = array.addObject().put("at", map.at().toString()).putArray("peers");
            map.peers().forEach(peers::add);
        }
        return array;
    }

    private static String text(JsonNode given, String field) {
        if (!given.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " must be a text");
        }
        return given.path(field).asText();
    }

    private static long number(JsonNode given, String field) {
        if (!given.path(field).isIntegralNumber() || given.path(field).asLong() < 0) {
            throw new IllegalArgumentException(field + " must be a whole number from 0");
        }
        return given.path(field).asLong();
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
