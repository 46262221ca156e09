// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.islands.rest.TakeoutBodies.IslandTakeout;
import org.tuttlenetwork.lightweb.islands.rest.TakeoutBodies.OwnTakeout;

/** What people take along. */
@Component(service = Resource.class)
@Path("islands/{slug}/takeout")
@Produces(MediaType.APPLICATION_JSON)
public final class TakeoutResource implements Resource {
    private final Takeout takeout;

    @Activate
    public TakeoutResource(@Reference Takeout takeout) {
        this.takeout = takeout;
    }

    @GET
    @Summary("What is known on the island of who asks")
    public OwnTakeout own(@PathParam("slug") String slug, @Context SecurityContext security) {
        return takeout.own(Caller.of(security), slug);
    }

    @GET
    @Path("island")
    @Summary("The whole island, for its owner")
    public IslandTakeout island(@PathParam("slug") String slug, @Context SecurityContext security) {
        return takeout.island(Caller.of(security), slug);
    }
}
