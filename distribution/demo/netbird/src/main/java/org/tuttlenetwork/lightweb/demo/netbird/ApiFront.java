// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.rest.ApiError;
import org.tuttlenetwork.lightweb.demo.netbird.rest.ManagementApi;
import org.tuttlenetwork.lightweb.demo.netbird.rest.ManagementApi.Answer;
import org.tuttlenetwork.lightweb.demo.netbird.rest.ManagementApi.Request;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The management API on its socket: records, misbehaves as told, limits, authenticates, answers.
 */
final class ApiFront {
    private static final int MOST_CALLS = 20_000;

    private final ManagementApi api;
    private final Faults faults;
    private final Optional<RateLimit.Buckets> buckets;
    private final Clock clock;
    private final Runnable changed;
    private final ObjectMapper json = new ObjectMapper();
    private final List<ReceivedCall> calls = new ArrayList<>();

    ApiFront(
            ManagementApi api,
            Faults faults,
            Optional<RateLimit> rateLimit,
            Clock clock,
            Runnable changed) {
        this.api = api;
        this.faults = faults;
        this.buckets = rateLimit.map(limit -> new RateLimit.Buckets(limit, clock));
        this.clock = clock;
        this.changed = changed;
    }

    synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }

    synchronized void forgetCalls() {
        calls.clear();
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Instant at = clock.instant();
            Request request = read(exchange);
            String requestId = Ids.next();
            Answer answer = null;
            if (!faults.isDown() && pause(faults.latency())) {
                answer = answer(exchange, request);
            }
            record(exchange, request, at, requestId, answer);
            if (answer != null) {
                write(exchange, requestId, answer);
            }
        }
    }

    private Answer answer(HttpExchange exchange, Request request) {
        Answer routed = api.route(request);
        if (routed != null) {
            return routed;
        }
        Optional<Fault> fault = faults.next(request.method(), request.path());
        if (fault.isPresent() && fault.get().stage() == Fault.Stage.BEFORE) {
            return failed(fault.get());
        }
        try {
            User caller = authenticate(exchange);
            Answer answer = api.carryOut(request, caller, fault.isEmpty());
            if (!request.method().equals("GET")) {
                changed.run();
            }
            if (fault.isPresent()) {
                return failed(fault.get());
            }
            JsonNode shown = answer.json() == null ? null : faults.without(answer.json());
            return new Answer(answer.status(), shown, answer.text());
        } catch (ApiError error) {
            return error(error.status(), error.message());
        }
    }

    private User authenticate(HttpExchange exchange) {
        String token = api.token(header(exchange, "Authorization"));
        boolean exempt =
                header(exchange, "User-Agent").toLowerCase(Locale.ROOT).contains("terraform");
        if (!exempt && buckets.isPresent() && !buckets.get().allows(token)) {
            throw new ApiError(429, "too many requests");
        }
        return api.caller(token);
    }

    private Answer failed(Fault fault) {
        return error(
                fault.status(), fault.status() >= 500 ? "internal server error" : "failed as told");
    }

    private Answer error(int status, String message) {
        return new Answer(
                status, json.createObjectNode().put("message", message).put("code", status), "");
    }

    /** Waits; false where the stand-in is closed meanwhile. */
    private static boolean pause(Duration latency) {
        if (latency.isZero()) {
            return true;
        }
        try {
            Thread.sleep(latency);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Request read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        JsonNode body = null;
        if (bytes.length > 0) {
            try {
                body = json.readTree(bytes);
            } catch (JsonProcessingException e) {
                // No JSON: the call that reads it answers 400.
                body = null;
            }
        }
        return new Request(
                exchange.getRequestMethod(), uri.getPath(), query(uri.getRawQuery()), body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? List.<String>of() : List.of(raw.split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.putIfAbsent(decode(name), decode(value));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private synchronized void record(
            HttpExchange exchange,
            Request request,
            Instant at,
            String requestId,
            @Nullable Answer answer) {
        calls.add(
                new ReceivedCall(
                        at,
                        request.method(),
                        exchange.getRequestURI().toString(),
                        request.body(),
                        answer == null ? 0 : answer.status(),
                        answer == null ? null : answer.json(),
                        requestId,
                        header(exchange, "User-Agent")));
        if (calls.size() > MOST_CALLS) {
            calls.removeFirst();
        }
    }

    private void write(HttpExchange exchange, String requestId, Answer answer) throws IOException {
        JsonNode body = answer.json();
        byte[] bytes =
                body == null
                        ? answer.text().getBytes(StandardCharsets.UTF_8)
                        : json.writeValueAsBytes(body);
        if (body != null) {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.getResponseHeaders().set("X-Request-Id", requestId);
        } else if (bytes.length > 0) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
