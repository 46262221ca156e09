// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;

/** JSON as protojson writes it: nothing that is zero or empty, 64-bit numbers as strings. */
public final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final ObjectNode node = MAPPER.createObjectNode();

    private Json() {}

    public static Json object() {
        return new Json();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Leaves the field out where the text is empty. */
    public Json text(String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
        return this;
    }

    /** Leaves the field out where the number is zero; written as a string otherwise. */
    public Json uint64(String field, long value) {
        if (value != 0) {
            node.put(field, Long.toString(value));
        }
        return this;
    }

    /** Leaves the field out where false. */
    public Json flag(String field, boolean value) {
        if (value) {
            node.put(field, true);
        }
        return this;
    }

    public Json number(String field, long value) {
        node.put(field, value);
        return this;
    }

    /** RFC 3339 with 0, 3, 6 or 9 digits of fraction. */
    public Json time(String field, Instant value) {
        node.put(field, value.toString());
        return this;
    }

    public Json put(String field, Json value) {
        node.set(field, value.node);
        return this;
    }

    /** Any node, also an empty one. */
    public Json put(String field, JsonNode value) {
        node.set(field, value);
        return this;
    }

    /** Leaves the field out where the list is empty. */
    public Json texts(String field, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(field);
            values.forEach(array::add);
        }
        return this;
    }

    /** Leaves the field out where the list is empty. */
    public Json objects(String field, Collection<ObjectNode> values) {
        if (!values.isEmpty()) {
            node.putArray(field).addAll(values);
        }
        return this;
    }

    public ObjectNode build() {
        return node;
    }

    /**
     * @param bytes a body
     * @return the object in it
     * @throws ApiFailure invalid_argument where it is none
     */
    public static ObjectNode parseObject(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException _) {
            throw ApiFailure.invalid("unmarshal message: invalid JSON");
        }
        throw ApiFailure.invalid("unmarshal message: payload is not a valid JSON object");
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Maps, lists, texts and numbers as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
