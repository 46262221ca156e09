// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

/** Refuses a request without a body where the resource reads a record: it would see null. */
@Priority(Priorities.ENTITY_CODER)
final class BodyFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo() instanceof ExtendedUriInfo matched
                && matched.getMatchedResourceMethod() != null
                && readsRecord(matched.getMatchedResourceMethod())
                && !request.hasEntity()) {
            throw new LightWebException(ProblemType.MALFORMED, "This needs a body; there is none.");
        }
    }

    private static boolean readsRecord(ResourceMethod method) {
        return method.getInvocable().getParameters().stream()
                .filter(parameter -> parameter.getSource() == Parameter.Source.ENTITY)
                .anyMatch(parameter -> parameter.getRawType().isRecord());
    }
}
