// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request and its answer. Used by one thread. */
public final class Call {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final HttpExchange exchange;
    private byte[] body = new byte[0];
    private int status;

    public Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** The token of an {@code Authorization: Bearer} header. */
    public Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** Whether the body is declared to be of this media type; parameters are ignored. */
    public boolean hasContentType(String mediaType) {
        String declared = header("Content-Type").orElse("");
        int end = declared.indexOf(';');
        return (end < 0 ? declared : declared.substring(0, end))
                .strip()
                .equalsIgnoreCase(mediaType);
    }

    /** {@code fr} where the browser prefers French to English, else {@code en}. */
    public String language() {
        for (String part : List.of(header("Accept-Language").orElse("").split(",", -1))) {
            String tag = part.strip().toLowerCase(Locale.ROOT);
            if (tag.startsWith("fr")) {
                return "fr";
            }
            if (tag.startsWith("en")) {
                return "en";
            }
        }
        return "en";
    }

    /**
     * Reads the body, once.
     *
     * @throws ApiFailure resource_exhausted above 1 MiB
     */
    public void readBody() throws IOException {
        byte[] read = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (read.length > MAX_BODY_BYTES) {
            throw new ApiFailure(GrpcCode.RESOURCE_EXHAUSTED, "BODY-size", "message too large");
        }
        body = read;
    }

    public byte[] body() {
        return body.clone();
    }

    public Parameters query() {
        return Parameters.parse(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    }

    public Parameters form() {
        return Parameters.parse(new String(body, StandardCharsets.UTF_8));
    }

    public void answer(int code, String contentType, byte[] bytes) throws IOException {
        status = code;
        exchange.getResponseHeaders().set("Content-Type", contentType);
        boolean empty = bytes.length == 0 || method().equals("HEAD");
        exchange.sendResponseHeaders(code, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    public void json(int code, ObjectNode node) throws IOException {
        answer(code, "application/json", Json.bytes(node));
    }

    public void responseHeader(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    public void redirect(String location) throws IOException {
        responseHeader("Location", location);
        responseHeader("Cache-Control", "no-store");
        answer(302, "text/plain", new byte[0]);
    }

    /** Closes the connection without an answer. */
    public void drop() {
        exchange.close();
    }

    /** The status answered, 0 before. */
    public int status() {
        return status;
    }

    /**
     * The parameters of a form or a query.
     *
     * @param values the last value of each name
     * @param repeated names that came more than once, which OAuth forbids
     */
    public record Parameters(Map<String, String> values, Set<String> repeated) {
        public Parameters {
            values = Map.copyOf(values);
            repeated = Set.copyOf(repeated);
        }

        static Parameters parse(String encoded) {
            Map<String, String> values = new LinkedHashMap<>();
            List<String> repeated = new ArrayList<>();
            for (String pair : encoded.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (values.put(name, value) != null) {
                    repeated.add(name);
                }
            }
            return new Parameters(values, Set.copyOf(repeated));
        }

        private static String decode(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                throw ApiFailure.invalid("malformed percent-encoding");
            }
        }

        /** The value, or an empty text where there is none. */
        public String get(String name) {
            return values.getOrDefault(name, "");
        }

        public boolean has(String name) {
            return !get(name).isEmpty();
        }
    }
}
