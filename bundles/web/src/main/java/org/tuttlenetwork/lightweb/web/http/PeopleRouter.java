// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.net.URI;
import java.util.function.BooleanSupplier;

/** Sends requests of people and apps to who serves their path. */
public final class PeopleRouter extends Handler.Abstract {
    private static final String HOOKS = "/hooks/";

    private static final String API = "/api/v1/";

    private final Applications applications;
    private final ProblemAnswers problems;
    private final String origin;
    private final BooleanSupplier starting;

    /** What serves a path of a feature: Jersey, seen from here. */
    @FunctionalInterface
    public interface Applications {
        /**
         * @param base what the surface's paths begin with
         * @return whether the request is answered
         */
        boolean handle(
                Surface surface,
                String base,
                Request request,
                Response response,
                Callback callback);
    }

    /**
     * @param origin where people reach the host: what a page's form must come from
     * @param starting whether parts are still missing, so that an unknown path may yet be served
     */
    public PeopleRouter(
            Applications applications,
            ProblemAnswers problems,
            URI origin,
            BooleanSupplier starting) {
        this.applications = applications;
        this.problems = problems;
        this.origin = origin.toString();
        this.starting = starting;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = ProblemAnswers.path(request);
        boolean api = path.startsWith("/api/");
        if (path.startsWith(API)) {
            if (applications.handle(Surface.API, API, request, response, callback)) {
                return true;
            }
        } else if (!api) {
            refuseForgery(request);
            if (applications.handle(Surface.PAGES, "/", request, response, callback)) {
                return true;
            }
        }
        Problem problem =
                starting.getAsBoolean()
                        ? new Problem(
                                ProblemType.UNAVAILABLE,
                                "The host is starting. Try again in some seconds.")
                        : Entry.notFound();
        if (api) {
            problems.send(request, response, callback, problem);
        } else {
            problems.sendPage(request, response, callback, problem);
        }
        return true;
    }

    /** A form counts only if it stood on one of our own pages: browsers say so truthfully. */
    private void refuseForgery(Request request) {
        String method = request.getMethod();
        if (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method)) {
            return;
        }
        if (Request.getPathInContext(request).startsWith(HOOKS)) {
            // Servers call these, with a signature over the body and without any cookie of ours.
            return;
        }
        String from = request.getHeaders().get(HttpHeader.ORIGIN);
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (origin.equals(from) || "same-origin".equals(site)) {
            return;
        }
        throw new LightWebException(
                        ProblemType.FORBIDDEN,
                        "This form did not come from a page of ours, so nothing was done. Open the"
                                + " page anew and send it from there.")
                .because("form-from-elsewhere");
    }
}
