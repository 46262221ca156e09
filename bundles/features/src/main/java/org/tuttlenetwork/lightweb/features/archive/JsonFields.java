// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a JSON object, each of one kind; whatever else is there is refused by name. */
final class JsonFields {
    private final String place;
    private final JsonNode node;

    private JsonFields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    /**
     * @param place where the object stands, for refusals; ends with a colon and a blank
     * @param known the fields that it may have
     */
    static JsonFields of(String place, JsonNode node, String... known) throws ArchiveRefused {
        if (!node.isObject()) {
            throw new ArchiveRefused(place + "must be an object in braces");
        }
        Set<String> allowed = Set.of(known);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!allowed.contains(field.getKey())) {
                throw new ArchiveRefused(
                        place
                                + "there is no field "
                                + shown(field.getKey())
                                + "; the fields are "
                                + String.join(", ", new TreeSet<>(allowed)));
            }
        }
        return new JsonFields(place, node);
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** A field that is an object itself; an empty one where it is not there. */
    JsonFields object(String field, String... known) throws ArchiveRefused {
        JsonNode value = has(field) ? node.get(field) : JsonNodeFactory.instance.objectNode();
        return of(place + field + ": ", value, known);
    }

    JsonNode raw(String field) {
        return node.path(field);
    }

    Optional<String> text(String field, int longest) throws ArchiveRefused {
        return has(field)
                ? Optional.of(text(place + field + ": ", node.get(field), longest))
                : Optional.empty();
    }

    boolean flag(String field) throws ArchiveRefused {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new ArchiveRefused(place + field + ": must be true or false");
        }
        return value.asBoolean(false);
    }

    Optional<Integer> number(String field, int least, int most) throws ArchiveRefused {
        if (!has(field)) {
            return Optional.empty();
        }
        JsonNode value = node.get(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw new ArchiveRefused(
                    place
                            + field
                            + ": must be a whole number from "
                            + least
                            + " to "
                            + most
                            + ", not "
                            + shown(value.toString()));
        }
        return Optional.of(value.intValue());
    }

    /** A list of different texts; empty where it is not there. */
    List<String> texts(String field, int most, int longest) throws ArchiveRefused {
        List<String> texts = new ArrayList<>();
        String here = place + field + ": ";
        for (JsonNode each : list(field, most)) {
            texts.add(text(here, each, longest));
        }
        if (new HashSet<>(texts).size() < texts.size()) {
            throw new ArchiveRefused(here + "names one thing twice");
        }
        return texts;
    }

    /** The elements of a list; none where it is not there. */
    List<JsonNode> list(String field, int most) throws ArchiveRefused {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isArray()) {
            throw new ArchiveRefused(place + field + ": must be a list in brackets");
        }
        if (value.size() > most) {
            throw new ArchiveRefused(place + field + ": at most " + most);
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    static String text(String place, JsonNode value, int longest) throws ArchiveRefused {
        if (!value.isTextual()) {
            throw new ArchiveRefused(place + "must be text in quotes");
        }
        String text = value.textValue();
        if (text.isBlank() || text.length() > longest) {
            throw new ArchiveRefused(place + "must have 1 to " + longest + " characters");
        }
        if (text.codePoints().anyMatch(JsonFields::isHidden)) {
            throw new ArchiveRefused(place + "must have no control characters");
        }
        return text;
    }

    /** Control characters, and those that turn the direction of what is read. */
    private static boolean isHidden(int letter) {
        return Character.isISOControl(letter)
                || letter >= 0x202a && letter <= 0x202e
                || letter >= 0x2066 && letter <= 0x2069;
    }

    /** A foreign word, short and without what would disturb a log. */
    static String shown(String word) {
        String plain = word.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }
}
