// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

import org.glassfish.jersey.server.ExtendedUriInfo;
import org.tuttlenetwork.lightweb.api.web.BodyLimit;

/**
 * Refuses a body that is said to be too large; lets methods with a limit of their own take more.
 */
@Priority(Priorities.AUTHENTICATION + 1)
final class BodyLimitFilter implements ContainerRequestFilter {
    // After authentication: only who may call a method may send it much.
    @Override
    public void filter(ContainerRequestContext request) {
        Patience patience = Patience.of(request);
        if (request.getUriInfo() instanceof ExtendedUriInfo matched
                && matched.getMatchedResourceMethod() != null) {
            BodyLimit own =
                    matched.getMatchedResourceMethod()
                            .getInvocable()
                            .getDefinitionMethod()
                            .getAnnotation(BodyLimit.class);
            if (own != null) {
                patience.extend(own.value());
            }
        }
        patience.require(RequestFacts.of(request).request().getLength());
    }
}
