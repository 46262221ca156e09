// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.security.Principal;

/**
 * A node that called with its certificate: the user principal on {@link Surface#NODES}.
 *
 * @param nodeId the node's id as in its certificate
 */
public record NodeCaller(String nodeId) implements Principal {
    @Override
    public String getName() {
        return nodeId;
    }
}
