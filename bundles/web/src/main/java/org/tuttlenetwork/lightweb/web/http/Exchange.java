// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Request;
import org.tuttlenetwork.lightweb.api.web.NodeCaller;

import java.util.Optional;

/**
 * What is known of a request before it is routed.
 *
 * @param requestId the value of {@code X-Request-Id}
 * @param client the caller's address, for limits only: never logged, never stored
 * @param node the node that called with its certificate
 */
public record Exchange(String requestId, String client, Optional<NodeCaller> node) {
    private static final String ATTRIBUTE = Exchange.class.getName();

    /** The exchange of a request that went through {@link Entry}. */
    public static Exchange of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange
                ? exchange
                : new Exchange("none", "", Optional.empty());
    }

    void attach(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
