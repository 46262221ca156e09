// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.UUID;

/** Turns what Jetty itself refuses (a broken request line, headers too large) into problems. */
final class ProblemErrorHandler implements Request.Handler {
    private final ProblemAnswers problems;
    private final SecurityHeaders securityHeaders;

    ProblemErrorHandler(ProblemAnswers problems, SecurityHeaders securityHeaders) {
        this.problems = problems;
        this.securityHeaders = securityHeaders;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status =
                request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer known
                        ? known
                        : response.getStatus();
        securityHeaders.putInto(response.getHeaders());
        String id = Exchange.of(request).requestId();
        response.getHeaders()
                .put("X-Request-Id", id.equals("none") ? UUID.randomUUID().toString() : id);
        problems.send(request, response, callback, problem(status, id));
        return true;
    }

    private static Problem problem(int status, String id) {
        return switch (status) {
            case 404 -> Entry.notFound();
            case 408, 503, 504 ->
                    new Problem(
                            ProblemType.UNAVAILABLE,
                            "This took too long, or the host is stopping.");
            case 413, 414, 431 ->
                    new Problem(ProblemType.TOO_LARGE, "The address or the headers are too long.");
            default ->
                    status < 500
                            ? new Problem(
                                    ProblemType.MALFORMED, "This is not a valid HTTP request.")
                            : Problem.internal(id);
        };
    }
}
