// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.tuttlenetwork.lightweb.api.web.Resource;

/** Serves a path that no garden's feature.json claims. */
@Path("stray")
public final class StrayResource implements Resource {
    @GET
    @PermitAll
    public String stray() {
        return "stray";
    }
}
