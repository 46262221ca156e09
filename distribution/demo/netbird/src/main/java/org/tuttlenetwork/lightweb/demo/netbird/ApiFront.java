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

    /** Listings of thousands would fill the memory. */
    private static final int MOST_BYTES_KEPT = 256 * 1024;

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
            if (!faults.isDown() && pause(before(request))) {
                Answer made = answer(exchange, request);
                answer = pause(after(request, at)) ? made : null;
            }
            byte[] bytes = answer == null ? new byte[0] : bytes(answer);
            record(exchange, request, at, requestId, answer, bytes.length);
            if (answer != null) {
                write(exchange, requestId, answer, bytes);
            }
        }
    }

    /** What takes effect does so at the end of its time, and what reads begins at once. */
    private Duration before(Request request) {
        return switch (faults.latency()) {
            case Latency.Fixed fixed -> fixed.added();
            case Latency.AsMeasured _ -> isReading(request) ? Duration.ZERO : measured(request);
        };
    }

    private Duration after(Request request, Instant at) {
        return switch (faults.latency()) {
            case Latency.Fixed _ -> Duration.ZERO;
            case Latency.AsMeasured _ ->
                    isReading(request)
                            ? Duration.between(clock.instant(), at.plus(measured(request)))
                            : Duration.ZERO;
        };
    }

    private Duration measured(Request request) {
        return MeasuredTimes.of(request.method(), request.path(), api.size());
    }

    private static boolean isReading(Request request) {
        return request.method().equals("GET");
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
        if (!latency.isPositive()) {
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
            @Nullable Answer answer,
            int bytes) {
        calls.add(
                new ReceivedCall(
                        at,
                        clock.instant(),
                        request.method(),
                        exchange.getRequestURI().toString(),
                        request.body(),
                        answer == null ? 0 : answer.status(),
                        answer == null || bytes > MOST_BYTES_KEPT ? null : answer.json(),
                        requestId,
                        header(exchange, "User-Agent")));
        if (calls.size() > MOST_CALLS) {
            calls.removeFirst();
        }
    }

    private byte[] bytes(Answer answer) throws JsonProcessingException {
        return answer.json() == null
                ? answer.text().getBytes(StandardCharsets.UTF_8)
                : json.writeValueAsBytes(answer.json());
    }

    private static void write(HttpExchange exchange, String requestId, Answer answer, byte[] bytes)
            throws IOException {
        if (answer.json() != null) {
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
