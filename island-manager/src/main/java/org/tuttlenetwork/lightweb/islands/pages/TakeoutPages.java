// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.web.Attachment;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.rest.Takeout;

/** The same files as over REST, for browsers. */
@Component(service = Resource.class)
@Path("islands/{slug}/takeout")
@Produces(MediaType.APPLICATION_JSON)
public final class TakeoutPages implements PageResource {
    private final Takeout takeout;

    @Activate
    public TakeoutPages(@Reference Takeout takeout) {
        this.takeout = takeout;
    }

    @GET
    public Response own(@PathParam("slug") String slug, @Context Viewer viewer) {
        return file(slug + "-membership.json", takeout.own(viewer.require(), slug));
    }

    @GET
    @Path("island")
    public Response island(@PathParam("slug") String slug, @Context Viewer viewer) {
        return file(slug + ".json", takeout.island(viewer.require(), slug));
    }

    private static Response file(String name, Object content) {
        return Attachment.of(name, MediaType.APPLICATION_JSON, content);
    }
}
