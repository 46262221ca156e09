// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.picture.PictureService;

/** An island's picture: a JPEG of 256 x 256 points, made of what an owner sends. */
@Component(service = Resource.class)
@Path("islands/{slug}/picture")
public final class PictureResource implements Resource {
    private final PictureService service;

    @Activate
    public PictureResource(@Reference PictureService service) {
        this.service = service;
    }

    @GET
    @Produces("image/jpeg")
    public byte[] picture(@PathParam("slug") String slug, @Context SecurityContext security) {
        return service.picture(Caller.of(security), slug)
                .orElseThrow(() -> LightWebException.notFound("This island has no picture."))
                .jpeg();
    }

    /** Chooses one: a PNG, JPEG or GIF, of which the middle square is kept. */
    @PUT
    @Consumes({"image/png", "image/jpeg", "image/gif"})
    public void choose(
            @PathParam("slug") String slug,
            byte[] file,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.choose(Caller.of(security), slug, file, RequestIds.of(request));
    }

    @DELETE
    public void remove(
            @PathParam("slug") String slug,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.remove(Caller.of(security), slug, RequestIds.of(request));
    }
}
