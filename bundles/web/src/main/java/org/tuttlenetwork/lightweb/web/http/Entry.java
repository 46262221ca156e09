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
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The first handler of a listener: gives the request its id, puts the security headers on the
 * answer, and turns whatever comes out of the handlers behind it into a problem.
 */
public final class Entry extends Handler.Wrapper {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private static final String[] STATUS = {"?", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final String listener;
    private final SecurityHeaders securityHeaders;
    private final Peers peers;
    private final ProblemAnswers problems;
    private final Guard guard;
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
        this.guard = new Guard(problems);
        this.duration = duration;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String id = requestId(request.getHeaders().get(REQUEST_ID));
        new Exchange(id, peers.client(request), Optional.empty()).attach(request);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(REQUEST_ID, id);
        securityHeaders.addTo(headers);
        long started = System.nanoTime();
        Request.addCompletionListener(request, failure -> observe(request, response, started));
        guard.run(request, response, callback, this::checked);
        return true;
    }

    private boolean checked(Request request, Response response, Callback callback)
            throws Exception {
        try {
            peers.check(request);
        } catch (LightWebException e) {
            // As JSON: a page would ask the database who is looking, and this thread waits for
            // none.
            problems.send(request, response, callback, Problem.of(e));
            return true;
        }
        return super.handle(request, response, callback);
    }

    private void observe(Request request, Response response, long started) {
        duration.labelValues(
                        listener,
                        request.getMethod().length() > 7 ? "?" : request.getMethod(),
                        STATUS[response.getStatus() / 100 % STATUS.length])
                .observe((System.nanoTime() - started) / 1e9);
    }

    static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "Nothing is served at this path.");
    }

    private static String requestId(@Nullable String asked) {
        return asked != null && SANE_ID.matcher(asked).matches() ? asked : anyId();
    }

    /** Tells requests apart in logs and guards nothing: a UUID in form, not in secrecy. */
    private static String anyId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low).toString();
    }
}
