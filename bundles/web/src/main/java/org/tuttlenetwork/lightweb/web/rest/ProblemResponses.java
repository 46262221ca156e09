// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.http.Problem;
import org.tuttlenetwork.lightweb.web.http.ProblemAnswers;

import java.util.Optional;

/** Problems as JAX-RS responses: a page on the pages' surface, JSON elsewhere. */
final class ProblemResponses {
    private final ProblemAnswers answers;

    ProblemResponses(ProblemAnswers answers) {
        this.answers = answers;
    }

    Response response(ContainerRequestContext context, Problem problem) {
        RequestFacts facts = RequestFacts.of(context);
        Response.ResponseBuilder response = Response.status(problem.type().status());
        response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        Optional<String> page =
                facts.surface() == Surface.PAGES
                        ? answers.page(facts.request(), problem)
                        : Optional.empty();
        if (page.isPresent()) {
            return response.entity(page.get()).type("text/html;charset=utf-8").build();
        }
        String instance = context.getUriInfo().getRequestUri().getRawPath();
        byte[] json = problem.json(instance, facts.exchange().requestId());
        return response.entity(json).type(Problem.MEDIA_TYPE).build();
    }
}
