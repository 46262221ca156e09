// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import io.prometheus.metrics.core.metrics.Histogram;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.PluginBoundary;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The first handler of a listener: gives the request its id, puts the security headers on the
 * answer, and turns whatever comes out of the handlers behind it into a problem.
 */
public final class Entry extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(Entry.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final String listener;
    private final SecurityHeaders securityHeaders;
    private final Peers peers;
    private final ProblemAnswers problems;
    private final Histogram duration;

    /**
     * @param listener its name in metrics
     */
    public Entry(
            String listener,
            Handler next,
            SecurityHeaders securityHeaders,
            Peers peers,
            ProblemAnswers problems,
            Histogram duration) {
        super(next);
        this.listener = listener;
        this.securityHeaders = securityHeaders;
        this.peers = peers;
        this.problems = problems;
        this.duration = duration;
    }

    @Override
    @PluginBoundary
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String id = requestId(request.getHeaders().get(REQUEST_ID));
        new Exchange(id, peers.client(request), Optional.empty()).attach(request);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(REQUEST_ID, id);
        securityHeaders.addTo(headers);
        long started = System.nanoTime();
        Request.addCompletionListener(request, failure -> observe(request, response, started));
        MDC.put("requestId", id);
        try {
            peers.check(request);
            if (!super.handle(request, response, callback)) {
                problems.sendPage(request, response, callback, notFound());
            }
        } catch (LightWebException e) {
            answer(request, response, callback, Problem.of(e), e);
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.error("A handler failed", e);
            answer(request, response, callback, Problem.internal(id), e);
        } finally {
            MDC.remove("requestId");
        }
        return true;
    }

    private void answer(
            Request request,
            Response response,
            Callback callback,
            Problem problem,
            Throwable cause) {
        if (response.isCommitted()) {
            callback.failed(cause);
        } else {
            problems.sendPage(request, response, callback, problem);
        }
    }

    private void observe(Request request, Response response, long started) {
        String status = response.getStatus() / 100 + "xx";
        duration.labelValues(
                        listener,
                        request.getMethod().length() > 7 ? "?" : request.getMethod(),
                        status)
                .observe((System.nanoTime() - started) / 1e9);
    }

    static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "Nothing is served at this path.");
    }

    private static String requestId(@Nullable String asked) {
        return asked != null && SANE_ID.matcher(asked).matches()
                ? asked
                : UUID.randomUUID().toString();
    }
}
