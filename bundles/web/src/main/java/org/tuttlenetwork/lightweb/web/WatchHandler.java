// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HostHealth;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.http.Problem;
import org.tuttlenetwork.lightweb.web.http.ProblemAnswers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** {@code /healthz}, {@code /readyz}, {@code /metrics}. */
final class WatchHandler extends Handler.Abstract {
    private static final JsonFactory JSON = new JsonFactory();

    private final Readiness readiness;
    private final PrometheusRegistry metrics;
    private final ProblemAnswers problems;
    private final JvmFigures jvm = new JvmFigures();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    WatchHandler(Readiness readiness, PrometheusRegistry metrics, ProblemAnswers problems) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException {
        String path = request.getHttpURI().getCanonicalPath();
        boolean known = List.of("/healthz", "/readyz", "/metrics").contains(path);
        if (known && !List.of("GET", "HEAD").contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            problems.send(
                    request,
                    response,
                    callback,
                    new Problem(ProblemType.METHOD_NOT_ALLOWED, "Here only GET works."));
            return true;
        }
        switch (path) {
            case "/healthz" ->
                    send(
                            response,
                            callback,
                            200,
                            "text/plain",
                            "alive\n".getBytes(StandardCharsets.US_ASCII));
            case "/readyz" -> ready(response, callback);
            case "/metrics" -> {
                ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
                writer.write(text, metrics.scrape(), EscapingScheme.DEFAULT);
                writer.write(text, jvm.scrape(), EscapingScheme.DEFAULT);
                send(response, callback, 200, writer.getContentType(), text.toByteArray());
            }
            default ->
                    problems.send(
                            request,
                            response,
                            callback,
                            new Problem(
                                    ProblemType.NOT_FOUND,
                                    "Here are /healthz, /readyz and /metrics."));
        }
        return true;
    }

    private void ready(Response response, Callback callback) throws IOException {
        Readiness.Report report = readiness.report();
        int status = report.status() == Health.Status.DOWN ? 503 : 200;
        if (status == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 2);
        }
        send(response, callback, status, "application/json", json(report));
    }

    private static byte[] json(Readiness.Report report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", word(report.status()));
            json.writeStringField("profile", report.profile());
            strings(json, "missing", report.missing());
            json.writeObjectFieldStart("checks");
            for (HostHealth.Part part : report.parts()) {
                json.writeObjectFieldStart(part.name());
                json.writeStringField("status", word(part.health().status()));
                if (!part.health().detail().isEmpty()) {
                    json.writeStringField("detail", part.health().detail());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            strings(json, "diagnosis", report.diagnosis());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void strings(JsonGenerator json, String name, List<String> values)
            throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    private static String word(Health.Status status) {
        return status == Health.Status.WORKING ? "ready" : status.name().toLowerCase(Locale.ROOT);
    }

    private static void send(
            Response response, Callback callback, int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
