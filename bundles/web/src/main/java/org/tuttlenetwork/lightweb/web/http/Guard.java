// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.web.PluginBoundary;

/** Turns whatever comes out of a handler into a problem; logs meanwhile name the request. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final ProblemAnswers problems;

    Guard(ProblemAnswers problems) {
        this.problems = problems;
    }

    /** Answers in any case, if only that nothing is there. */
    @PluginBoundary
    void run(Request request, Response response, Callback callback, Request.Handler handler) {
        String id = Exchange.of(request).requestId();
        MDC.put("requestId", id);
        try {
            if (!handler.handle(request, response, callback)) {
                problems.sendPage(request, response, callback, Entry.notFound());
            }
        } catch (LightWebException e) {
            answer(request, response, callback, Problem.of(e), e);
        } catch (Exception | Error e) {
            LOG.error("A handler failed", e);
            answer(request, response, callback, Problem.internal(id), e);
        } finally {
            MDC.remove("requestId");
        }
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
}
