// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A request's body as Go's decoder sees it: unknown fields are ignored, absent and null fields are
 * zero values, a field of another type is no JSON request.
 */
final class Body {
    private final JsonNode json;

    /**
     * @throws ApiError 400 if this is no object
     */
    Body(@Nullable JsonNode json) {
        if (json == null || !(json.isObject() || json.isNull())) {
            throw ApiError.unparsable();
        }
        this.json = json;
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    String text(String field) {
        JsonNode value = json.path(field);
        if (has(field) && !value.isTextual()) {
            throw ApiError.unparsable();
        }
        return value.asText("");
    }

    boolean flag(String field) {
        return flag(field, false);
    }

    boolean flag(String field, boolean absent) {
        JsonNode value = json.path(field);
        if (has(field) && !value.isBoolean()) {
            throw ApiError.unparsable();
        }
        return value.asBoolean(absent);
    }

    long number(String field) {
        JsonNode value = json.path(field);
        if (has(field) && !value.isIntegralNumber()) {
            throw ApiError.unparsable();
        }
        return value.asLong(0);
    }

    /** The texts of an array, empty where it is absent. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : array(field)) {
            if (!text.isTextual()) {
                throw ApiError.unparsable();
            }
            texts.add(text.asText());
        }
        return texts;
    }

    List<Body> objects(String field) {
        List<Body> objects = new ArrayList<>();
        array(field).forEach(object -> objects.add(new Body(object)));
        return objects;
    }

    /** An object inside, empty where it is absent. */
    Body object(String field) {
        return new Body(
                has(field)
                        ? json.path(field)
                        : json.isObject() ? ((ObjectNode) json).objectNode() : json);
    }

    JsonNode json() {
        return json;
    }

    private JsonNode array(String field) {
        JsonNode array = json.path(field);
        if (has(field) && !array.isArray()) {
            throw ApiError.unparsable();
        }
        return array;
    }
}
