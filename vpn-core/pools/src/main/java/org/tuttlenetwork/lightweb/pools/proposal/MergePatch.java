// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** JSON Merge Patch (RFC 7396) on a country's inputs. */
public final class MergePatch {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** 25 and 25.0 are the same number; for anything else what Jackson calls equal. */
    private static final Comparator<JsonNode> BY_VALUE =
            (one, other) ->
                    one.isNumber() && other.isNumber()
                            ? one.decimalValue().compareTo(other.decimalValue())
                            : one.equals(other) ? 0 : 1;

    private MergePatch() {}

    /** The document with the patch applied; neither is changed. */
    public static ObjectNode apply(JsonNode document, ObjectNode patch) {
        ObjectNode result = document.isObject() ? document.deepCopy() : JSON.objectNode();
        patch.properties()
                .forEach(
                        field -> {
                            String name = field.getKey();
                            JsonNode value = field.getValue();
                            if (value.isNull()) {
                                result.remove(name);
                            } else if (value instanceof ObjectNode object) {
                                result.set(name, apply(result.path(name), object));
                            } else {
                                result.set(name, value);
                            }
                        });
        return result;
    }

    /** The patch that makes one document of another. */
    public static ObjectNode between(ObjectNode before, ObjectNode after) {
        ObjectNode patch = JSON.objectNode();
        before.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!after.has(name)) {
                                patch.putNull(name);
                            }
                        });
        after.properties()
                .forEach(
                        field -> {
                            JsonNode old = before.path(field.getKey());
                            if (old instanceof ObjectNode was
                                    && field.getValue() instanceof ObjectNode is) {
                                ObjectNode inner = between(was, is);
                                if (!inner.isEmpty()) {
                                    patch.set(field.getKey(), inner);
                                }
                            } else if (!isSame(old, field.getValue())) {
                                patch.set(field.getKey(), field.getValue());
                            }
                        });
        return patch;
    }

    /** Whether two documents say the same. */
    public static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /** Each single value that differs between two documents, in the order of its name. */
    public static List<Difference> differences(ObjectNode before, ObjectNode after) {
        List<Difference> found = new ArrayList<>();
        differences("", before, after, found);
        found.sort(Comparator.comparing(Difference::input));
        return List.copyOf(found);
    }

    private static void differences(
            String at, JsonNode before, JsonNode after, List<Difference> found) {
        if (isSame(before, after)) {
            return;
        }
        if (!isStructure(before) || !isStructure(after)) {
            found.add(new Difference(at, text(before), text(after)));
            return;
        }
        ObjectNode names = JSON.objectNode();
        before.fieldNames().forEachRemaining(name -> names.putNull(name));
        after.fieldNames().forEachRemaining(name -> names.putNull(name));
        names.fieldNames()
                .forEachRemaining(
                        name ->
                                differences(
                                        at.isEmpty() ? name : at + "." + name,
                                        before.path(name),
                                        after.path(name),
                                        found));
    }

    private static boolean isStructure(JsonNode node) {
        return node.isObject() || node.isMissingNode();
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : listed(node);
    }

    private static String listed(JsonNode node) {
        List<String> parts = new ArrayList<>();
        node.forEach(element -> parts.add(element.asText()));
        return String.join(", ", parts);
    }

    /**
     * One input that differs.
     *
     * @param input its path, for example {@code privacy.retentionMonths}
     * @param before its value; empty where there was none
     * @param after its value; empty where there is none any more
     */
    public record Difference(String input, String before, String after) {}
}
