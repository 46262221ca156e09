// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.eclipse.jetty.server.Request;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.http.Exchange;

/**
 * What Jersey's filters know of the request beside what JAX-RS tells.
 *
 * @param surface where it came in
 * @param exchange what was known before routing
 * @param request Jetty's request
 */
record RequestFacts(Surface surface, Exchange exchange, Request request) {
    static final String PROPERTY = "org.tuttlenetwork.lightweb.web.facts";

    static RequestFacts of(ContainerRequestContext context) {
        if (context.getProperty(PROPERTY) instanceof RequestFacts facts) {
            return facts;
        }
        throw new IllegalStateException("A request came to Jersey without its facts");
    }
}
