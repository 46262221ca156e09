// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.NamesView;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.NewNames;
import org.tuttlenetwork.lightweb.islands.rules.NamesService;

/** The names that an island has in DNS. */
@Component(service = Resource.class)
@Path("islands/{slug}/names")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NamesResource implements Resource {
    private final NamesService service;

    @Activate
    public NamesResource(@Reference NamesService service) {
        this.service = service;
    }

    @GET
    public NamesView names(@PathParam("slug") String slug, @Context SecurityContext security) {
        return NamesView.of(service.names(Caller.of(security), slug));
    }

    /** Names members' devices, or stops it. */
    @PUT
    public NamesView change(
            @PathParam("slug") String slug,
            NewNames body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(security);
        service.nameDevices(
                caller,
                slug,
                IslandResource.present("devices", body.devices()),
                RequestIds.of(request));
        return NamesView.of(service.names(caller, slug));
    }
}
