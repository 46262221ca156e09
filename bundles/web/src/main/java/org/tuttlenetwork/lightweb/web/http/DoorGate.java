// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.util.Set;

/**
 * Lets through what somebody needs who is not in the mesh yet (DECISIONS 1.14): invitations, the
 * login that they need, what their pages are made of, and Zitadel's signed calls. Every other path
 * gets one and the same answer, whether something is there on the people's listener or not.
 */
public final class DoorGate extends Handler.Wrapper {
    private static final Set<String> PATHS =
            Set.of("/join", "/login", "/login/callback", "/hooks/zitadel", "/hooks/zitadel/claims");
    private static final Set<String> BELOW = Set.of("/join/", "/static/");

    private final ProblemAnswers problems;

    public DoorGate(Handler next, ProblemAnswers problems) {
        super(next);
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isMethod(request.getMethod()) && isServed(ProblemAnswers.path(request))) {
            Viewers.atDoor(request);
            return super.handle(request, response, callback);
        }
        problems.sendOfNoPath(request, response, callback, Entry.notFound());
        return true;
    }

    private static boolean isMethod(String method) {
        return HttpMethod.GET.is(method)
                || HttpMethod.HEAD.is(method)
                || HttpMethod.POST.is(method);
    }

    static boolean isServed(String path) {
        return PATHS.contains(path) || BELOW.stream().anyMatch(path::startsWith);
    }
}
