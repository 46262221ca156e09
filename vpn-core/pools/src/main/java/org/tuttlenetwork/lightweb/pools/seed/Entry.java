// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.seed;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A mapping in a YAML file, with the way to it for messages. */
record Entry(String file, String path, JsonNode node) {
    static final int MAX_SCALE = 4;

    Entry {
        if (!node.isObject()) {
            throw new InvalidWeatherException(file, path, "a mapping is expected");
        }
    }

    /** Refuses keys that nobody reads: a misspelt key must not be a silent default. */
    Entry only(Set<String> allowed) {
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!allowed.contains(name)) {
                                throw wrong(
                                        name,
                                        "unknown key, allowed: "
                                                + String.join(
                                                        ", ", allowed.stream().sorted().toList()));
                            }
                        });
        return this;
    }

    boolean has(String key) {
        return node.has(key);
    }

    Entry entry(String key) {
        return new Entry(file, at(key), required(key, "a mapping"));
    }

    /** The mappings under this one, in the file's order. */
    Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        node.fieldNames()
                .forEachRemaining(
                        name -> entries.put(name, new Entry(file, at(name), node.path(name))));
        return entries;
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        JsonNode value = required(key, String.join(", ", names));
        if (!value.isTextual() || !names.contains(value.asText())) {
            throw wrong(key, show(value) + " is not allowed, allowed: " + String.join(", ", names));
        }
        return Enum.valueOf(type, value.asText());
    }

    boolean flag(String key) {
        JsonNode value = required(key, "true or false");
        if (!value.isBoolean()) {
            throw wrong(key, show(value) + " is not allowed, allowed: true or false");
        }
        return value.booleanValue();
    }

    int whole(String key) {
        JsonNode value = required(key, "a whole number");
        if (!value.isInt()) {
            throw wrong(key, show(value) + " is not allowed, allowed: a whole number");
        }
        return value.intValue();
    }

    BigDecimal decimal(String key) {
        String allowed = "a number with at most " + MAX_SCALE + " decimals";
        JsonNode value = required(key, allowed);
        if (!value.isNumber()
                || !Double.isFinite(value.doubleValue())
                || value.decimalValue().scale() > MAX_SCALE) {
            throw wrong(key, show(value) + " is not allowed, allowed: " + allowed);
        }
        return value.decimalValue();
    }

    String text(String key) {
        JsonNode value = required(key, "text");
        if (!value.isTextual()) {
            throw wrong(key, show(value) + " is not allowed, allowed: text");
        }
        return value.asText();
    }

    /** A list of addresses; none where the key is absent. */
    List<URI> links(String key) {
        List<URI> links = new ArrayList<>();
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(key, show(value) + " is not allowed, allowed: a list of https addresses");
        }
        for (JsonNode element : value) {
            links.add(link(key, element));
        }
        return links;
    }

    private URI link(String key, JsonNode element) {
        String text = element.asText();
        if (element.isTextual() && text.matches("https://[^\\s]+")) {
            return within(key, () -> URI.create(text));
        }
        throw wrong(key, show(element) + " is not allowed, allowed: an https address");
    }

    /** Makes a value; a rule that it breaks is told with this file and key. */
    <T> T within(String key, Supplier<T> make) {
        try {
            return make.get();
        } catch (InvalidWeatherException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(key, String.valueOf(e.getMessage()));
        }
    }

    InvalidWeatherException wrong(String key, String problem) {
        return new InvalidWeatherException(file, at(key), problem);
    }

    private JsonNode required(String key, String allowed) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            throw wrong(key, "missing, allowed: " + allowed);
        }
        return value;
    }

    private String at(String key) {
        if (key.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String show(JsonNode value) {
        return "'" + (value.isValueNode() ? value.asText() : value.toString()) + "'";
    }
}
