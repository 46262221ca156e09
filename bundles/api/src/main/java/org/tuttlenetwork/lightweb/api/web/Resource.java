// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

/**
 * A JAX-RS resource, registered as an OSGi service of this type (a DS component with {@code @Path}
 * on the class). All resources of a feature on one surface form one Jersey application of their
 * own. The first segment of their paths belongs to the feature that claims it first.
 *
 * <p>On {@link Surface#API} and {@link Surface#PAGES} a caller must be authenticated unless class
 * or method is {@code @PermitAll}; {@code @RolesAllowed("lightweb:admin")} asks for a role of the
 * local view.
 *
 * <p>Fields cannot be injected: what belongs to a request ({@code @Context SecurityContext},
 * {@code @Context Viewer}) is a method parameter. On {@link Surface#NODES} the principal is a
 * {@link NodeCaller}; only what is called without a certificate has none.
 */
public interface Resource {
    /** Where it is served. */
    default Surface surface() {
        return Surface.API;
    }
}
