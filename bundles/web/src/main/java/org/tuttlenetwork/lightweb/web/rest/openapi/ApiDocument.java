// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Puts the parts of the OpenAPI document together. */
public final class ApiDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String version;
    private final String publicUrl;

    /**
     * @param version the host's version
     * @param publicUrl where people reach it
     */
    public ApiDocument(String version, String publicUrl) {
        this.version = version;
        this.publicUrl = publicUrl;
    }

    /**
     * @param fragments what applications serve
     * @param prepared paths of prepared answers
     * @param streams paths of streams, and whether they are open to everybody
     */
    public ObjectNode build(
            List<ApiFragment> fragments,
            Collection<String> prepared,
            Map<String, Boolean> streams) {
        ObjectNode document = JSON.objectNode();
        document.put("openapi", "3.1.1");
        ObjectNode info = document.putObject("info");
        info.put("title", "LightWeb");
        info.put("version", version);
        info.put(
                "description",
                "The control plane of a private network, as it is served at this moment.");
        document.putArray("servers").addObject().put("url", publicUrl);
        document.putArray("security").addObject().putArray("bearer");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = JSON.objectNode();
        schemas.set("Problem", Problems.schema());
        for (ApiFragment fragment : fragments) {
            fragment.paths()
                    .properties()
                    .forEach(
                            path ->
                                    paths.withObjectProperty(path.getKey())
                                            .setAll((ObjectNode) path.getValue().deepCopy()));
            schemas.setAll(fragment.schemas().deepCopy());
        }
        prepared.stream().sorted().forEach(path -> prepared(paths, path));
        streams.forEach((path, open) -> stream(paths, path, open));
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components.set("responses", Problems.responses());
        components.set("securitySchemes", securitySchemes());
        return sortPaths(document);
    }

    private static void prepared(ObjectNode paths, String path) {
        ObjectNode operation = paths.withObjectProperty(path).putObject("get");
        operation.put("operationId", "prepared" + path.replace('/', '.'));
        operation.putArray("tags").add(tag(path));
        operation.put("summary", "Prepared answer, the same for everybody");
        operation.putArray("security");
        ObjectNode responses = operation.putObject("responses");
        ObjectNode success = responses.putObject("200");
        success.put("description", "The document of now, with a strong ETag.");
        success.putObject("content").putObject("application/json").putObject("schema");
        responses.putObject("304").put("description", "It has not changed (If-None-Match).");
        Problems.refer(responses, 503);
    }

    private static void stream(ObjectNode paths, String path, boolean open) {
        ObjectNode operation = paths.withObjectProperty(path).putObject("get");
        operation.put("operationId", "stream" + path.replace('/', '.'));
        operation.putArray("tags").add(tag(path));
        operation.put("summary", "Server-sent events of what changes");
        ObjectNode parameter = operation.putArray("parameters").addObject();
        parameter.put("name", "Last-Event-ID").put("in", "header").put("required", false);
        parameter.put("description", "Resumes after this event.");
        parameter.putObject("schema").put("type", "integer");
        ArrayNode security = operation.putArray("security");
        ObjectNode responses = operation.putObject("responses");
        responses
                .putObject("200")
                .put("description", "Events until the connection ends.")
                .putObject("content")
                .putObject("text/event-stream")
                .putObject("schema")
                .put("type", "string");
        if (!open) {
            security.addObject().putArray("bearer");
            Problems.refer(responses, 401);
        }
        Problems.refer(responses, 429, 503);
    }

    private static String tag(String path) {
        String[] segments = path.split("/", -1);
        return segments.length > 3 ? segments[3] : "other";
    }

    private static ObjectNode securitySchemes() {
        ObjectNode schemes = JSON.objectNode();
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An access token of the identity provider (RFC 6750).");
        schemes.putObject("node")
                .put("type", "mutualTLS")
                .put("description", "A node's certificate, on the nodes' listener only.");
        return schemes;
    }

    private static ObjectNode sortPaths(ObjectNode document) {
        ObjectNode sorted = JSON.objectNode();
        document.path("paths").properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(path -> sorted.set(path.getKey(), path.getValue()));
        document.set("paths", sorted);
        return document;
    }
}
