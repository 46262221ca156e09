// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;

/**
 * The signed roots, one a version: clients follow them from the one that they were shipped with.
 */
@Component(service = Resource.class)
@Path("root")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public final class RootResource implements Resource {
    private final Weather weather;

    @Activate
    public RootResource(@Reference Weather weather) {
        this.weather = weather;
    }

    @GET
    @Path("{version}")
    public byte[] root(@PathParam("version") long version) {
        return weather.document(DocumentType.ROOT.id(), version)
                .orElseThrow(() -> LightWebException.notFound("There is no such version."));
    }
}
