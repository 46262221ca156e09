// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;

import jakarta.inject.Provider;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.http.Problem;

import java.util.List;

/** Turns whatever a resource throws into a problem. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final ProblemResponses problems;

    @Context private @Nullable Provider<ContainerRequest> request;

    ProblemMapper(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        if (request == null) {
            throw new IllegalStateException("Jersey injected no request");
        }
        ContainerRequestContext context = request.get();
        if (thrown instanceof WebApplicationException web
                && (web.getResponse().hasEntity() || web.getResponse().getStatus() < 400)) {
            return web.getResponse();
        }
        Problem problem = problem(thrown, RequestFacts.of(context).exchange().requestId());
        if (problem.type() == ProblemType.INTERNAL) {
            LOG.error("A resource failed", thrown);
        } else if (problem.type().status() >= 500) {
            LOG.warn(
                    "A resource answers {}: {}",
                    problem.type(),
                    problem.detail(),
                    thrown.getCause());
        }
        Response response = problems.response(context, problem);
        return thrown instanceof NotAllowedException refused
                ? Response.fromResponse(response)
                        .header(
                                HttpHeaders.ALLOW,
                                refused.getResponse().getHeaderString(HttpHeaders.ALLOW))
                        .build()
                : response;
    }

    private static Problem problem(Throwable thrown, String requestId) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LightWebException known) {
                return Problem.of(known);
            }
        }
        return switch (thrown) {
            case JsonProcessingException json -> JsonProblems.of(json, requestId);
            case ParamException.PathParamException _ -> notFound();
            case ParamException param -> malformedParameter(param);
            case NotFoundException _ -> notFound();
            case NotAllowedException refused ->
                    new Problem(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "Here only these methods work: "
                                    + refused.getResponse().getHeaderString(HttpHeaders.ALLOW)
                                    + ".");
            case NotAcceptableException _ ->
                    new Problem(
                            ProblemType.NOT_ACCEPTABLE,
                            "The header Accept names no form that this answer has.");
            case NotSupportedException _ ->
                    new Problem(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "The header Content-Type names no form that is understood here;"
                                    + " usually it is application/json.");
            case WebApplicationException web -> web(web, requestId);
            default -> Problem.internal(requestId);
        };
    }

    private static Problem web(WebApplicationException thrown, String requestId) {
        int status = thrown.getResponse().getStatus();
        if (thrown.getCause() instanceof JsonProcessingException json) {
            return JsonProblems.of(json, requestId);
        }
        ProblemType type = ProblemType.ofStatus(status);
        return status == 400
                ? new Problem(type, "The body is missing or cannot be read.")
                : type == ProblemType.INTERNAL
                        ? Problem.internal(requestId)
                        : new Problem(type, type.title() + ".");
    }

    private static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "There is nothing at this path.");
    }

    private static Problem malformedParameter(ParamException thrown) {
        String name = thrown.getParameterName();
        return new Problem(
                ProblemType.MALFORMED,
                "The parameter " + name + " has a value that cannot be read.",
                List.of(new FieldProblem(name, "has a form that is not understood")));
    }
}
