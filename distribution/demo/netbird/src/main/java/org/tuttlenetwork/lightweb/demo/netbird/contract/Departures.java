// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The committed overlay: where the server is known to depart from its OpenAPI file, each with its
 * cause.
 */
final class Departures {
    private static final String RESOURCE = "departures.json";

    private final JsonNode overlay;

    private Departures(JsonNode overlay) {
        this.overlay = overlay;
    }

    static Departures load() {
        try (InputStream in = Departures.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            JsonNode overlay = new ObjectMapper().readTree(in);
            requireCauses(overlay.path("schemas"));
            requireCauses(overlay.path("answers"));
            return new Departures(overlay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireCauses(JsonNode departures) {
        for (JsonNode departure : departures) {
            if (departure.path("cause").asText().isBlank()) {
                throw new IllegalStateException("A departure without a cause: " + departure);
            }
        }
    }

    /**
     * Writes the departures into the document's schemas.
     *
     * @throws IllegalStateException if one names what the document does not have, so that dead ones
     *     do not stay
     */
    void apply(JsonNode document) {
        JsonNode schemas = document.path("components").path("schemas");
        for (JsonNode departure : overlay.path("schemas")) {
            apply((ObjectNode) schemas, departure);
        }
    }

    private static void apply(ObjectNode schemas, JsonNode departure) {
        String name = departure.path("schema").asText();
        String property = departure.path("property").asText();
        String kind = departure.path("kind").asText();
        if (!schemas.path(name).isObject()) {
            throw new IllegalStateException("No such schema: " + departure);
        }
        if (kind.equals("replace")) {
            schemas.set(name, departure.path("with"));
            return;
        }
        ObjectNode properties = properties(schemas.path(name), kind.equals("more") ? "" : property);
        switch (kind) {
            case "null" -> {
                ObjectNode either = properties.objectNode();
                either.putArray("anyOf")
                        .add(properties.path(property))
                        .add(properties.objectNode().put("type", "null"));
                properties.set(property, either);
            }
            case "more" -> properties.putObject(property);
            case "open" -> {
                ObjectNode open = (ObjectNode) properties.path(property);
                open.remove("enum");
                open.remove("minimum");
                open.remove("maximum");
            }
            default -> throw new IllegalStateException("No such kind: " + departure);
        }
    }

    /**
     * The properties that hold this one, in the schema or a part of its {@code allOf}; any where
     * none is named.
     */
    private static ObjectNode properties(JsonNode schema, String property) {
        JsonNode own = schema.path("properties");
        if (own instanceof ObjectNode found && (property.isEmpty() || found.has(property))) {
            return found;
        }
        for (JsonNode part : schema.path("allOf")) {
            JsonNode inner = part.path("properties");
            if (inner instanceof ObjectNode found && (property.isEmpty() || found.has(property))) {
                return found;
            }
        }
        throw new IllegalStateException("No property " + property + " in " + schema);
    }

    /** Whether a call may answer this although its operation does not list it. */
    boolean allowsStatus(String method, String path, int status) {
        return find(method, path, status, false);
    }

    /** Whether a call may answer null instead of its list. */
    boolean allowsNull(String method, String path, int status) {
        return find(method, path, status, true);
    }

    private boolean find(String method, String path, int status, boolean nullBody) {
        for (JsonNode departure : overlay.path("answers")) {
            if (departure.path("status").asInt() == status
                    && departure.has("body") == nullBody
                    && matches(departure.path("method").asText(), method)
                    && matches(departure.path("path").asText(), path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String text) {
        return pattern.equals("*") || text.matches(pattern.replace("*", "[^/]+"));
    }
}
