// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The OpenAPI document as a page to read, without scripts. */
public final class ApiPage {
    private static final String REF = "#/components/schemas/";

    private final JsonNode document;
    private final String stylesheet;
    private final StringBuilder html = new StringBuilder();

    private ApiPage(JsonNode document, String stylesheet) {
        this.document = document;
        this.stylesheet = stylesheet;
    }

    /**
     * @param stylesheet the link to the style sheet
     */
    public static String render(JsonNode document, String stylesheet) {
        ApiPage page = new ApiPage(document, stylesheet);
        page.page();
        return page.html.toString();
    }

    private record Entry(String path, String method, JsonNode operation) {}

    private void page() {
        Map<String, List<Entry>> byTag = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                operation ->
                                                        byTag.computeIfAbsent(
                                                                        operation
                                                                                .getValue()
                                                                                .path("tags")
                                                                                .path(0)
                                                                                .asText("other"),
                                                                        _ -> new ArrayList<>())
                                                                .add(
                                                                        new Entry(
                                                                                path.getKey(),
                                                                                operation.getKey(),
                                                                                operation
                                                                                        .getValue()))));
        html.append("<!doctype html><html lang=en><head><meta charset=utf-8>")
                .append("<meta name=viewport content='width=device-width, initial-scale=1'>")
                .append("<title>LightWeb API</title><link rel=stylesheet href='")
                .append(escape(stylesheet))
                .append("'></head><body><header><h1>LightWeb API</h1><p>")
                .append(escape(document.path("info").path("description").asText()))
                .append(" Version ")
                .append(escape(document.path("info").path("version").asText()))
                .append(". As OpenAPI 3.1: <a href='/openapi.json'>openapi.json</a>.</p><nav><ul>");
        byTag.keySet()
                .forEach(
                        tag ->
                                html.append("<li><a href='#tag-")
                                        .append(escape(tag))
                                        .append("'>")
                                        .append(escape(tag))
                                        .append("</a></li>"));
        html.append("<li><a href='#bodies'>bodies</a></li></ul></nav></header><main>");
        byTag.forEach(this::section);
        bodies();
        html.append("</main></body></html>");
    }

    private void section(String tag, List<Entry> entries) {
        html.append("<section><h2 id='tag-")
                .append(escape(tag))
                .append("'>")
                .append(escape(tag))
                .append("</h2>");
        entries.forEach(this::operation);
        html.append("</section>");
    }

    private void operation(Entry entry) {
        JsonNode operation = entry.operation();
        html.append("<details><summary><b class='")
                .append(entry.method())
                .append("'>")
                .append(entry.method().toUpperCase(Locale.ROOT))
                .append("</b> <code>")
                .append(escape(entry.path()))
                .append("</code> <span>")
                .append(escape(operation.path("summary").asText()))
                .append("</span></summary>");
        JsonNode security = operation.path("security");
        String who =
                security.isEmpty()
                        ? "Open to everybody."
                        : security.path(0).has("node")
                                ? "For nodes, with their certificate."
                                : "Needs an access token.";
        html.append("<p>").append(who).append(' ');
        html.append(escape(operation.path("description").asText())).append("</p>");
        if (!operation.path("parameters").isEmpty()) {
            html.append("<h3>Parameters</h3><ul>");
            operation.path("parameters").forEach(this::parameter);
            html.append("</ul>");
        }
        content("Body", operation.path("requestBody").path("content"));
        html.append("<h3>Answers</h3><ul>");
        operation.path("responses").properties().forEach(this::answer);
        html.append("</ul></details>");
    }

    private void parameter(JsonNode parameter) {
        html.append("<li><code>")
                .append(escape(parameter.path("name").asText()))
                .append("</code> in ")
                .append(escape(parameter.path("in").asText()))
                .append(": ")
                .append(type(parameter.path("schema")))
                .append(' ')
                .append(escape(parameter.path("description").asText()))
                .append("</li>");
    }

    private void content(String heading, JsonNode content) {
        content.properties()
                .forEach(
                        type ->
                                html.append("<h3>")
                                        .append(heading)
                                        .append("</h3><p><code>")
                                        .append(escape(type.getKey()))
                                        .append("</code>: ")
                                        .append(type(type.getValue().path("schema")))
                                        .append("</p>"));
    }

    private void answer(Map.Entry<String, JsonNode> answer) {
        String reference = answer.getValue().path("$ref").asText();
        JsonNode response =
                reference.isEmpty() ? answer.getValue() : document.at(reference.substring(1));
        html.append("<li><code>")
                .append(escape(answer.getKey()))
                .append("</code> ")
                .append(escape(response.path("description").asText()));
        response.path("content")
                .properties()
                .forEach(type -> html.append(' ').append(type(type.getValue().path("schema"))));
        html.append("</li>");
    }

    private void bodies() {
        html.append("<section><h2 id=bodies>bodies</h2>");
        document.path("components")
                .path("schemas")
                .properties()
                .forEach(
                        schema -> {
                            html.append("<h3 id='body-")
                                    .append(escape(schema.getKey()))
                                    .append("'>")
                                    .append(escape(schema.getKey()))
                                    .append("</h3><p>")
                                    .append(escape(schema.getValue().path("description").asText()))
                                    .append("</p><ul>");
                            schema.getValue().path("properties").properties().forEach(this::member);
                            schema.getValue()
                                    .path("oneOf")
                                    .forEach(
                                            each ->
                                                    html.append("<li>or ")
                                                            .append(type(each))
                                                            .append("</li>"));
                            html.append("</ul>");
                        });
        html.append("</section>");
    }

    private void member(Map.Entry<String, JsonNode> member) {
        html.append("<li><code>")
                .append(escape(member.getKey()))
                .append("</code>: ")
                .append(type(member.getValue()))
                .append(' ')
                .append(escape(member.getValue().path("description").asText()))
                .append("</li>");
    }

    private static String type(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (reference.startsWith(REF)) {
            String name = escape(reference.substring(REF.length()));
            return "<a href='#body-" + name + "'>" + name + "</a>";
        }
        if (schema.has("items")) {
            return "list of " + type(schema.path("items"));
        }
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach(value -> values.add(escape(value.asText())));
            return "one of " + String.join(", ", values);
        }
        String format = schema.path("format").asText();
        return escape(schema.path("type").asText("any JSON"))
                + (format.isEmpty() ? "" : " (" + escape(format) + ")");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }
}
