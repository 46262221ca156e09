// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Where a request's id is found: the value of the {@code X-Request-Id} that the answer carries. */
public final class RequestIds {
    /** The property of the {@link ContainerRequestContext}. */
    public static final String PROPERTY = "org.tuttlenetwork.lightweb.requestId";

    private RequestIds() {}

    /** The id of the request, or {@code none} outside one. */
    public static String of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String id ? id : "none";
    }
}
