// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.http.Problem;

/** The problem responses, described once and referred to. */
final class Problems {
    private Problems() {}

    static void refer(ObjectNode responses, int... statuses) {
        for (int status : statuses) {
            responses
                    .putObject(String.valueOf(status))
                    .put("$ref", "#/components/responses/Problem" + status);
        }
    }

    static ObjectNode responses() {
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        for (ProblemType type : ProblemType.values()) {
            ObjectNode response = responses.putObject("Problem" + type.status());
            response.put("description", type.title() + " (`" + type.urn() + "`).");
            if (type == ProblemType.UNAVAILABLE || type == ProblemType.TOO_MANY_REQUESTS) {
                ObjectNode header = response.putObject("headers").putObject("Retry-After");
                header.put("description", "Seconds to wait.");
                header.putObject("schema").put("type", "integer");
            }
            response.putObject("content")
                    .putObject(Problem.MEDIA_TYPE)
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
        }
        return responses;
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        schema.put("description", "What went wrong (RFC 9457).");
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode types = properties.putObject("type").put("type", "string").putArray("enum");
        for (ProblemType type : ProblemType.values()) {
            types.add(type.urn());
        }
        for (String name : new String[] {"title", "detail", "instance", "requestId"}) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        for (String name :
                new String[] {"type", "title", "status", "detail", "instance", "requestId"}) {
            required.add(name);
        }
        ObjectNode field = properties.putObject("fields").put("type", "array").putObject("items");
        field.put("type", "object");
        field.putArray("required").add("field").add("rule");
        ObjectNode members = field.putObject("properties");
        members.putObject("field").put("type", "string");
        members.putObject("rule").put("type", "string");
        return schema;
    }
}
