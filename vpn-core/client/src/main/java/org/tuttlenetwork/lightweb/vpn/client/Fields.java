// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object's fields by type. Fields that nobody asks for are ignored: later versions may add
 * some.
 */
final class Fields {
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private final String path;
    private final JsonNode node;

    Fields(String path, JsonNode node) throws RefusedException {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw malformed(path, "an object");
        }
    }

    String path() {
        return path;
    }

    /** The names, in the document's order. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** For what is read before it is verified: nothing unknown beside the signed bytes. */
    void only(Set<String> names) throws RefusedException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!names.contains(field.getKey())) {
                throw malformed(path + "." + field.getKey(), "no such field");
            }
        }
    }

    Fields object(String name) throws RefusedException {
        return new Fields(at(name), node.path(name));
    }

    List<JsonNode> array(String name) throws RefusedException {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw malformed(at(name), "an array");
        }
        List<JsonNode> elements = new ArrayList<>(value.size());
        value.forEach(elements::add);
        return elements;
    }

    Map<String, Fields> objects(String name) throws RefusedException {
        Map<String, Fields> objects = new LinkedHashMap<>();
        Fields parent = object(name);
        for (Map.Entry<String, JsonNode> field : parent.node.properties()) {
            objects.put(field.getKey(), new Fields(parent.at(field.getKey()), field.getValue()));
        }
        return objects;
    }

    List<String> texts(String name) throws RefusedException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw malformed(at(name), "an array of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    String text(String name) throws RefusedException {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw malformed(at(name), "a text");
        }
        return value.textValue();
    }

    Optional<String> optionalText(String name) throws RefusedException {
        return node.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** False where absent. */
    boolean flag(String name) throws RefusedException {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw malformed(at(name), "true or false");
        }
        return value.asBoolean(false);
    }

    long integer(String name, long min, long max) throws RefusedException {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw malformed(at(name), "an integer from " + min + " to " + max);
        }
        return value.longValue();
    }

    long version(String name) throws RefusedException {
        return integer(name, 1, MAX_INTEGER);
    }

    Instant instant(String name) throws RefusedException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException _) {
            throw malformed(at(name), "an RFC 3339 instant in UTC");
        }
    }

    /** Canonical base64url without padding: one text for one value. */
    byte[] bytes(String name) throws RefusedException {
        String text = text(name);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            throw malformed(at(name), "base64url without padding");
        }
        throw malformed(at(name), "canonical base64url without padding");
    }

    Header header() throws RefusedException {
        return new Header(
                version("version"),
                instant("issued"),
                instant("expires"),
                optionalText("prevHash"));
    }

    String at(String name) {
        return path + "." + name;
    }

    static RefusedException malformed(String path, String expected) {
        return new RefusedException(Refusal.MALFORMED, path + ": expected " + expected);
    }
}
