// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.EventCondition;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What calls a target, beside the targets that are called already. */
final class ExecutionsStep implements Step {
    private final Zitadel zitadel;
    private final Known known;
    private final Known.Id target;
    private final List<EventCondition> conditions;

    ExecutionsStep(Zitadel zitadel, Known known, Known.Id target, List<EventCondition> conditions) {
        this.zitadel = zitadel;
        this.known = known;
        this.target = target;
        this.conditions = List.copyOf(conditions);
    }

    @Override
    public String name() {
        return conditions.stream()
                .map(EventCondition::toString)
                .collect(Collectors.joining(", ", "Zitadel: executions for ", ""));
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        Optional<String> id = known.find(target);
        return id.isPresent() && lacking(zitadel.executions(), id.get()).isEmpty();
    }

    private List<EventCondition> lacking(List<JsonNode> executions, String id) {
        return conditions.stream()
                .filter(condition -> executions.stream().noneMatch(e -> condition.calls(e, id)))
                .toList();
    }

    /** Setting replaces a condition's list of targets, so those of others go with it. */
    @Override
    public void make() throws ServerFailure, InterruptedException {
        String id = known.get(target);
        List<JsonNode> executions = zitadel.executions();
        for (EventCondition condition : lacking(executions, id)) {
            ObjectNode request = Json.object();
            request.set("condition", condition.json());
            ArrayNode targets = request.putArray("targets");
            executions.stream()
                    .filter(execution -> execution.path("condition").equals(condition.json()))
                    .flatMap(execution -> Json.texts(execution.path("targets")).stream())
                    .forEach(targets::add);
            targets.add(id);
            zitadel.server().put("/v2/actions/executions", request);
        }
    }
}
