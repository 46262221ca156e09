// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.tuttlenetwork.lightweb.api.web.Answers;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.idempotency.IdempotencyKey;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One operation of the document. */
final class Operation {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Surface surface;
    private final String feature;
    private final Schemas schemas;
    private final Resource resource;
    private final ResourceMethod method;
    private final Method target;

    Operation(
            Surface surface,
            String feature,
            Schemas schemas,
            Resource resource,
            ResourceMethod method) {
        this.surface = surface;
        this.feature = feature;
        this.schemas = schemas;
        this.resource = resource;
        this.method = method;
        this.target = method.getInvocable().getDefinitionMethod();
    }

    ObjectNode describe() {
        ObjectNode operation = JSON.objectNode();
        operation.put(
                "operationId",
                feature
                        + "."
                        + target.getDeclaringClass().getSimpleName()
                        + "."
                        + target.getName());
        operation.putArray("tags").add(feature);
        Summary summary = target.getAnnotation(Summary.class);
        operation.put("summary", summary == null ? words(target.getName()) : summary.value());
        parameters(operation);
        responses(operation);
        security(operation);
        return operation;
    }

    private void parameters(ObjectNode operation) {
        for (Parameter parameter : method.getInvocable().getParameters()) {
            switch (parameter.getSource()) {
                case PATH -> parameter(operation, parameter, "path");
                case QUERY -> parameter(operation, parameter, "query");
                case HEADER -> parameter(operation, parameter, "header");
                case ENTITY -> body(operation, parameter);
                default -> {}
            }
        }
        declareMissingPathParameters(operation);
        if (surface == Surface.API && method.getHttpMethod().equals("POST") && !isOpen()) {
            idempotencyKey(operation);
        }
    }

    private static void idempotencyKey(ObjectNode operation) {
        ObjectNode node = operation.withArrayProperty("parameters").addObject();
        node.put("name", IdempotencyKey.HEADER).put("in", "header").put("required", false);
        node.put(
                "description",
                "Names this request, so that sending it again within an hour gives the first"
                        + " answer and does nothing twice.");
        node.putObject("schema").put("type", "string").put("minLength", 8).put("maxLength", 128);
    }

    private void parameter(ObjectNode operation, Parameter parameter, String in) {
        ObjectNode node = operation.withArrayProperty("parameters").addObject();
        node.put("name", parameter.getSourceName());
        node.put("in", in);
        node.put("required", in.equals("path"));
        ObjectNode schema = schemas.of(parameter.getType());
        if (parameter.hasDefaultValue()) {
            schema.put("default", parameter.getDefaultValue());
        }
        summary(parameter.getAnnotations()).ifPresent(text -> node.put("description", text));
        node.set("schema", schema);
    }

    /** Templates that the method reads in another way, or not at all. */
    private void declareMissingPathParameters(ObjectNode operation) {
        for (String name : resource.getPathPattern().getTemplate().getTemplateVariables()) {
            boolean declared = false;
            for (JsonNode known : operation.withArrayProperty("parameters")) {
                declared |= known.path("name").asText().equals(name);
            }
            if (!declared) {
                ObjectNode node = operation.withArrayProperty("parameters").addObject();
                node.put("name", name).put("in", "path").put("required", true);
                node.putObject("schema").put("type", "string");
            }
        }
    }

    private void body(ObjectNode operation, Parameter parameter) {
        ObjectNode body = operation.putObject("requestBody");
        body.put("required", true);
        List<MediaType> types = method.getConsumedTypes();
        String type = types.isEmpty() ? "application/json" : types.getFirst().toString();
        boolean json = type.contains("json");
        body.putObject("content")
                .putObject(type)
                .set("schema", json ? schemas.of(parameter.getType()) : binary());
    }

    private void responses(ObjectNode operation) {
        ObjectNode responses = operation.putObject("responses");
        Answers answers = target.getAnnotation(Answers.class);
        Type type =
                answers != null && answers.value() != Void.class
                        ? answers.value()
                        : method.getInvocable().getResponseType();
        boolean none = type == void.class || type == Void.class;
        String status = answers != null ? String.valueOf(answers.status()) : none ? "204" : "200";
        ObjectNode success = responses.putObject(status);
        success.put("description", "Done.");
        if (!none && type != Response.class) {
            List<MediaType> types = method.getProducedTypes();
            String mediaType = types.isEmpty() ? "application/json" : types.getFirst().toString();
            boolean json = mediaType.contains("json");
            success.putObject("content")
                    .putObject(mediaType)
                    .set("schema", json ? schemas.of(type) : binary());
        }
        problems(responses);
    }

    private void problems(ObjectNode responses) {
        boolean hasBody = operationHasBody();
        if (hasBody) {
            Problems.refer(responses, 400, 413, 415, 422);
        }
        if (!isOpen()) {
            Problems.refer(responses, 401, 403);
        }
        Problems.refer(responses, 404, 406, 429, 500, 503);
    }

    private boolean operationHasBody() {
        return method.getInvocable().getParameters().stream()
                .anyMatch(parameter -> parameter.getSource() == Parameter.Source.ENTITY);
    }

    private void security(ObjectNode operation) {
        switch (surface) {
            case NODES -> operation.putArray("security").addObject().putArray("node");
            case PAGES -> {}
            case API -> {
                if (isOpen()) {
                    operation.putArray("security");
                } else {
                    operation.putArray("security").addObject().putArray("bearer");
                    roles().ifPresent(
                                    roles ->
                                            operation.put(
                                                    "description",
                                                    "Needs one of these roles: "
                                                            + String.join(", ", roles)));
                }
            }
        }
    }

    private boolean isOpen() {
        return target.isAnnotationPresent(PermitAll.class)
                || target.getDeclaringClass().isAnnotationPresent(PermitAll.class)
                        && roles().isEmpty();
    }

    private Optional<Set<String>> roles() {
        RolesAllowed roles = target.getAnnotation(RolesAllowed.class);
        if (roles == null && !target.isAnnotationPresent(PermitAll.class)) {
            roles = target.getDeclaringClass().getAnnotation(RolesAllowed.class);
        }
        return Optional.ofNullable(roles).map(found -> Set.of(found.value()));
    }

    private static Optional<String> summary(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Summary summary) {
                return Optional.of(summary.value());
            }
        }
        return Optional.empty();
    }

    private static ObjectNode binary() {
        return JSON.objectNode().put("type", "string");
    }

    private static String words(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
