// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.http.Exchange;
import org.tuttlenetwork.lightweb.web.http.ProblemAnswers;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Carries requests from Jetty to the generation that serves them, and answers back. */
public final class JerseyBridge {
    private final ResourceRegistry registry;
    private final ProblemAnswers problems;
    private final ScheduledExecutorService timer;
    private final URI origin;
    private final long bodyLimit;
    private final Duration timeout;

    /**
     * @param origin the public address, without a path: what absolute links begin with
     * @param bodyLimit the most bytes of a request's body, unless its method takes more
     * @param timeout after how long an answer that has not begun is 503
     */
    public JerseyBridge(
            ResourceRegistry registry,
            ProblemAnswers problems,
            ScheduledExecutorService timer,
            URI origin,
            long bodyLimit,
            Duration timeout) {
        this.registry = registry;
        this.problems = problems;
        this.timer = timer;
        this.origin = origin;
        this.bodyLimit = bodyLimit;
        this.timeout = timeout;
    }

    /**
     * Answers if a feature serves the first segment.
     *
     * @param base what the surface's paths begin with: {@code /} or {@code /api/v1/}
     */
    public boolean handle(
            Surface surface, String base, Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getCanonicalPath();
        int end = path.indexOf('/', base.length());
        String segment =
                end < 0 ? path.substring(base.length()) : path.substring(base.length(), end);
        Optional<Generation> found = registry.enter(surface, segment);
        if (found.isEmpty()) {
            return false;
        }
        Generation generation = found.get();
        AnswerWriter writer = null;
        try {
            ContainerRequest jersey = translate(generation, surface, base, path, request);
            writer = new AnswerWriter(request, response, callback, generation, problems, timer);
            jersey.setProperty(AnswerTap.PROPERTY, writer.tap());
            LimitedStream body =
                    new LimitedStream(Content.Source.asInputStream(request), bodyLimit);
            jersey.setEntityStream(body);
            jersey.setProperty(Patience.PROPERTY, new Patience(body, writer, timeout));
            writer.limit(timeout);
            jersey.setWriter(writer);
            ScopedValue.where(Generation.SERVING, generation)
                    .run(() -> generation.handler().handle(jersey));
        } finally {
            if (writer == null) {
                generation.leave();
            } else {
                writer.returned();
            }
        }
        return true;
    }

    private ContainerRequest translate(
            Generation generation, Surface surface, String base, String path, Request request) {
        String method = request.getMethod();
        // Jetty drops the body of an answer to HEAD; tag and length need it until then.
        boolean head = HttpMethod.HEAD.is(method);
        ContainerRequest jersey =
                new ContainerRequest(
                        origin.resolve(base),
                        uri(path, request.getHttpURI().getQuery()),
                        head ? "GET" : method,
                        CallerContext.NOBODY,
                        new MapPropertiesDelegate(),
                        generation.handler().getConfiguration());
        for (HttpField field : request.getHeaders()) {
            jersey.getHeaders().add(field.getName(), field.getValue());
        }
        Exchange exchange = Exchange.of(request);
        jersey.setProperty(RequestFacts.PROPERTY, new RequestFacts(surface, exchange, request));
        jersey.setProperty(RequestIds.PROPERTY, exchange.requestId());
        return jersey;
    }

    private URI uri(String path, @org.jspecify.annotations.Nullable String query) {
        try {
            return origin.resolve(query == null ? path : path + "?" + query);
        } catch (IllegalArgumentException e) {
            throw new LightWebException(
                    ProblemType.MALFORMED,
                    "The address has characters that must be percent-encoded (RFC 3986).",
                    e);
        }
    }
}
