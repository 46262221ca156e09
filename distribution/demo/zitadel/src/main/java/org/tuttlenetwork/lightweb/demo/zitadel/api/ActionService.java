// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.Targets;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.Targets.Target;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code /v2/actions}: targets and executions (contract §3.1).
 *
 * <p>Shapes from zitadel/zitadel, proto/zitadel/action/v2/action_service.proto and target.proto
 * (08dd4eec), execution.proto (26d63f4e), query.proto (89ad958c).
 */
final class ActionService {
    private static final List<String> TYPES = List.of("restWebhook", "restCall", "restAsync");
    private static final List<String> WHENCE = List.of("request", "response", "function", "event");

    /** Of the default deny list what a literal address shows (contract §3.5). */
    private static final Pattern DENIED =
            Pattern.compile(
                    "localhost|(0|10|127)\\..*|192\\.168\\..*|169\\.254\\..*|198\\.1[89]\\..*"
                            + "|172\\.(1[6-9]|2\\d|3[01])\\..*"
                            + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*");

    private final Store store;
    private final Targets targets;

    ActionService(Store store, Targets targets) {
        this.store = store;
        this.targets = targets;
    }

    Map<String, ConnectMethod> methods() {
        return Map.of(
                "POST /v2/actions/targets", this::create,
                "POST /v2/actions/targets/search", this::search,
                "PUT /v2/actions/executions", this::execute,
                "POST /v2/actions/executions/search", this::executions);
    }

    private ObjectNode create(Caller caller, Fields request) {
        String name = request.requiredText("name");
        String endpoint = endpoint(request.requiredText("endpoint"));
        String type = request.oneOf(TYPES);
        caller.demand("action.target.write");
        Target target =
                new Target(
                        store.newId(),
                        name,
                        endpoint,
                        UUID.randomUUID().toString(),
                        type,
                        request.object(type).node());
        targets.put(target);
        return Json.object()
                .text("id", target.id())
                .time("creationDate", Instant.now())
                .text("signingKey", target.signingKey())
                .build();
    }

    private static String endpoint(String endpoint) {
        String host = URI.create(endpoint).getHost();
        if (host == null || DENIED.matcher(host).matches()) {
            throw ApiFailure.invalid("Errors.Target.DeniedURL");
        }
        return endpoint;
    }

    /** Changes the endpoint where one is given. */
    ObjectNode update(Caller caller, String id, Fields request) {
        caller.demand("action.target.write");
        Target old =
                targets.find(id)
                        .orElseThrow(
                                () ->
                                        new ApiFailure(
                                                GrpcCode.NOT_FOUND,
                                                "COMMAND-1m3eoiu8hk",
                                                "Errors.Target.NotFound"));
        String endpoint = request.has("endpoint") ? request.requiredText("endpoint") : "";
        targets.put(
                new Target(
                        id,
                        old.name(),
                        endpoint.isEmpty() ? old.endpoint() : endpoint(endpoint),
                        old.signingKey(),
                        old.type(),
                        old.settings()));
        return Json.object().time("changeDate", Instant.now()).build();
    }

    private ObjectNode search(Caller caller, Fields request) {
        Page page = Page.read(request.object("pagination"));
        caller.demand("action.target.read");
        List<ObjectNode> found = targets.all().stream().map(ActionService::render).toList();
        return Json.object()
                .put("pagination", page.pagination(found.size()))
                .objects("targets", found)
                .build();
    }

    private static ObjectNode render(Target target) {
        return Json.object()
                .text("id", target.id())
                .text("name", target.name())
                .put(target.type(), target.settings())
                .text("timeout", "10s")
                .text("endpoint", target.endpoint())
                .text("signingKey", target.signingKey())
                .text("payloadType", "PAYLOAD_TYPE_JSON")
                .build();
    }

    private ObjectNode execute(Caller caller, Fields request) {
        Fields condition = request.object("condition");
        condition.oneOf(WHENCE);
        List<String> ids = request.texts("targets");
        caller.demand("action.execution.write");
        targets.execute(condition.node(), ids);
        return Json.object().time("setDate", Instant.now()).build();
    }

    private ObjectNode executions(Caller caller, Fields request) {
        Page page = Page.read(request.object("pagination"));
        caller.demand("action.execution.read");
        List<ObjectNode> found =
                targets.executions().stream()
                        .map(
                                execution ->
                                        Json.object()
                                                .put("condition", execution.condition())
                                                .texts("targets", execution.targets())
                                                .build())
                        .toList();
        return Json.object()
                .put("pagination", page.pagination(found.size()))
                .objects("executions", found)
                .build();
    }
}
