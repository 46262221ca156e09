// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes every object of a document refuse fields that its schema does not name. */
final class Strictness {
    private Strictness() {}

    static void apply(JsonNode document) {
        for (JsonNode schema : document.path("components").path("schemas")) {
            inside(schema);
        }
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                content(operation.path("requestBody"));
                operation.path("responses").forEach(Strictness::content);
            }
        }
    }

    private static void content(JsonNode holder) {
        JsonNode schema = holder.path("content").path("application/json").path("schema");
        if (schema.isObject()) {
            close(schema);
        }
    }

    /** The parts of an allOf stay open: it is their sum that is closed, where it is used. */
    private static void inside(JsonNode schema) {
        schema.path("properties").forEach(Strictness::close);
        if (schema.path("items").isObject()) {
            close(schema.path("items"));
        }
        for (String sum : new String[] {"allOf", "anyOf", "oneOf"}) {
            for (JsonNode part : schema.path(sum)) {
                if (sum.equals("anyOf")) {
                    close(part);
                } else {
                    inside(part);
                }
            }
        }
    }

    private static void close(JsonNode schema) {
        boolean sum = schema.has("$ref") || schema.has("allOf") || schema.has("properties");
        if (sum && schema instanceof ObjectNode object) {
            object.put("unevaluatedProperties", false);
        }
        inside(schema);
    }
}
