// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Stream;

/**
 * A condition of an execution of Actions v2 (contracts/zitadel.md §3.1).
 *
 * @param type {@code event}, or {@code function}
 * @param kind {@code group}, {@code event}, or for a function {@code name}
 * @param name such as {@code user.grant}
 */
public record EventCondition(String type, String kind, String name) {
    /** What the host wants to hear of. */
    public static final List<EventCondition> OF_THE_HOST =
            List.of(
                    new EventCondition("event", "group", "user.grant"),
                    new EventCondition("event", "group", "user"),
                    new EventCondition("event", "group", "project.role"),
                    new EventCondition("event", "event", "project.deactivated"),
                    new EventCondition("event", "event", "project.reactivated"),
                    new EventCondition("event", "event", "project.removed"));

    /** Before a token is made, and before userinfo is answered. */
    public static final List<EventCondition> OF_CLAIMS =
            List.of(
                    new EventCondition("function", "name", "preaccesstoken"),
                    new EventCondition("function", "name", "preuserinfo"));

    public ObjectNode json() {
        ObjectNode condition = Json.object();
        condition.putObject(type).put(kind, name);
        return condition;
    }

    /** Whether an execution is for this condition, and calls the target. */
    public boolean calls(JsonNode execution, String targetId) {
        return execution.path("condition").path(type).path(kind).asText("").equals(name)
                && Json.texts(execution.path("targets")).contains(targetId);
    }

    /** The name of a narrower condition that an execution is for; it is carried out instead. */
    public Stream<String> within(JsonNode execution) {
        JsonNode event = execution.path("condition").path("event");
        return Stream.of(event.path("event").asText(""), event.path("group").asText(""))
                .filter(other -> kind.equals("group") && other.startsWith(name + "."));
    }

    @Override
    public String toString() {
        return name;
    }
}
