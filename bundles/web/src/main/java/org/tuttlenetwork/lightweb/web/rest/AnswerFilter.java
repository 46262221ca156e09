// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Shell;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.Collaborators;
import org.tuttlenetwork.lightweb.web.http.Problem;
import org.tuttlenetwork.lightweb.web.http.Viewers;

import java.lang.annotation.Annotation;

/** Renders pages, gives bare error statuses a problem, and says that answers are not kept. */
final class AnswerFilter implements ContainerResponseFilter {
    private final Collaborators collaborators;
    private final Viewers viewers;
    private final ProblemResponses problems;

    AnswerFilter(Collaborators collaborators, Viewers viewers, ProblemResponses problems) {
        this.collaborators = collaborators;
        this.viewers = viewers;
        this.problems = problems;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Page page) {
            String html = render(page, request);
            MediaType type = MediaType.valueOf("text/html;charset=utf-8");
            response.setEntity(html, new Annotation[0], type);
        } else if (response.getStatus() >= 400 && !response.hasEntity()) {
            fill(request, response);
        }
        if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            boolean known = request.getSecurityContext().getUserPrincipal() != null;
            response.getHeaders()
                    .putSingle(HttpHeaders.CACHE_CONTROL, known ? "no-store" : "no-cache");
        }
    }

    private String render(Page page, ContainerRequestContext request) {
        Shell shell =
                collaborators
                        .shell()
                        .orElseThrow(
                                () ->
                                        new LightWebException(
                                                ProblemType.UNAVAILABLE,
                                                "The portal is not there at the moment."));
        // What answers a form may be no page that can be asked for again.
        boolean again = request.getMethod().equals("GET");
        String path = again ? request.getUriInfo().getRequestUri().getPath() : "";
        return shell.render(page, viewers.of(RequestFacts.of(request).request()), path);
    }

    private void fill(ContainerRequestContext request, ContainerResponseContext response) {
        ProblemType type = ProblemType.ofStatus(response.getStatus());
        Problem problem = new Problem(type, type.title() + ".");
        Response filled = problems.response(request, problem);
        response.setEntity(filled.getEntity(), new Annotation[0], filled.getMediaType());
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
