// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tuttlenetwork.lightweb.api.portal.Shell;
import org.tuttlenetwork.lightweb.web.Collaborators;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes problems: as JSON, or as a page where the caller is a browser that looks at pages. */
public final class ProblemAnswers {
    private final Collaborators collaborators;
    private final Viewers viewers;

    public ProblemAnswers(Collaborators collaborators, Viewers viewers) {
        this.collaborators = collaborators;
        this.viewers = viewers;
    }

    /** Answers with the JSON form. */
    public void send(Request request, Response response, Callback callback, Problem problem) {
        byte[] body = problem.json(path(request), Exchange.of(request).requestId());
        write(response, callback, problem, Problem.MEDIA_TYPE, body);
    }

    /** The same without the path: the answer tells nothing of what was asked for. */
    void sendOfNoPath(Request request, Response response, Callback callback, Problem problem) {
        byte[] body = problem.json("/", Exchange.of(request).requestId());
        write(response, callback, problem, Problem.MEDIA_TYPE, body);
    }

    /** Answers with a page where the caller prefers HTML and the portal is there. */
    public void sendPage(Request request, Response response, Callback callback, Problem problem) {
        Optional<String> page = page(request, problem);
        if (page.isPresent()) {
            byte[] body = page.get().getBytes(StandardCharsets.UTF_8);
            write(response, callback, problem, "text/html;charset=utf-8", body);
        } else {
            send(request, response, callback, problem);
        }
    }

    /** The problem's page; empty for REST, for who wants JSON, and without a portal. */
    public Optional<String> page(Request request, Problem problem) {
        Optional<Shell> shell =
                prefersHtml(request.getHeaders()) && !path(request).startsWith("/api/")
                        ? collaborators.shell()
                        : Optional.empty();
        return shell.map(
                s ->
                        s.renderProblem(
                                problem.type(),
                                problem.reason(),
                                viewers.of(request),
                                BodyForms.readsOnly(request) ? path(request) : ""));
    }

    private static void write(
            Response response, Callback callback, Problem problem, String mediaType, byte[] body) {
        response.setStatus(problem.type().status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, mediaType);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (problem.retryAfterSeconds() > 0) {
            headers.put(HttpHeader.RETRY_AFTER, problem.retryAfterSeconds());
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    static boolean prefersHtml(HttpFields headers) {
        String accept = headers.get(HttpHeader.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    static String path(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "/" : path;
    }
}
