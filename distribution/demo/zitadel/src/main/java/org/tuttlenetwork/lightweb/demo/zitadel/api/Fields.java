// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A request message as protojson reads it: unknown fields are discarded, known ones must have their
 * type, null is absent.
 */
record Fields(ObjectNode node) {
    static final int MAX_TEXT = 200;

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<String> text(String name) {
        return value(name)
                .map(
                        value -> {
                            if (!value.isTextual()) {
                                throw malformed(name);
                            }
                            return value.textValue();
                        });
    }

    /** A text of 1 to 200 characters. */
    String requiredText(String name) {
        String text = text(name).orElse("");
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > MAX_TEXT) {
            throw ApiFailure.invalid(
                    "invalid " + name + ": value length must be between 1 and 200 runes");
        }
        return text;
    }

    Optional<String> shortText(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().length() > MAX_TEXT) {
            throw ApiFailure.invalid(
                    "invalid " + name + ": value length must be at most 200 runes");
        }
        return text;
    }

    boolean flag(String name) {
        return value(name)
                .map(
                        value -> {
                            if (!value.isBoolean()) {
                                throw malformed(name);
                            }
                            return value.booleanValue();
                        })
                .orElse(false);
    }

    /** An unsigned number, written as a number or a string; 0 where absent. */
    long number(String name) {
        return value(name).map(value -> unsigned(name, value)).orElse(0L);
    }

    private static long unsigned(String name, JsonNode value) {
        if (!value.isIntegralNumber() && !value.isTextual()) {
            throw malformed(name);
        }
        try {
            long number = Long.parseLong(value.asText());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw malformed(name);
        }
        throw malformed(name);
    }

    Optional<Instant> time(String name) {
        return text(name)
                .map(
                        text -> {
                            try {
                                return OffsetDateTime.parse(text).toInstant();
                            } catch (DateTimeParseException _) {
                                throw malformed(name);
                            }
                        });
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(name)) {
            if (!item.isTextual()) {
                throw malformed(name);
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** Texts of 1 to 200 characters, none twice. */
    List<String> keys(String name) {
        List<String> keys = texts(name);
        for (String key : keys) {
            if (key.isEmpty() || key.length() > MAX_TEXT) {
                throw ApiFailure.invalid(
                        "invalid " + name + ": value length must be between 1 and 200 runes");
            }
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw ApiFailure.invalid(
                    "invalid " + name + ": repeated value must contain unique items");
        }
        return keys;
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode item : items(name)) {
            if (!(item instanceof ObjectNode object)) {
                throw malformed(name);
            }
            objects.add(new Fields(object));
        }
        return objects;
    }

    private Iterable<JsonNode> items(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            throw malformed(name);
        }
        return value.get();
    }

    /** A message; an empty one where absent. */
    Fields object(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return new Fields(Json.object().build());
        }
        if (value.get() instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw malformed(name);
    }

    /**
     * The name of a {@code oneof} field that is set.
     *
     * @throws ApiFailure invalid_argument where none of the names is set, or several are
     */
    String oneOf(List<String> names) {
        List<String> set = names.stream().filter(this::has).toList();
        if (set.size() != 1) {
            throw ApiFailure.invalid("invalid filter: exactly one of " + names + " is required");
        }
        return set.getFirst();
    }

    /** An enum's name; the first of the names where absent. */
    String choice(String name, List<String> names) {
        String choice = text(name).orElse(names.getFirst());
        if (!names.contains(choice)) {
            throw ApiFailure.invalid("invalid value for enum field " + name + ": " + choice);
        }
        return choice;
    }

    private static ApiFailure malformed(String name) {
        return ApiFailure.invalid("unmarshal message: invalid value for field " + name);
    }
}
