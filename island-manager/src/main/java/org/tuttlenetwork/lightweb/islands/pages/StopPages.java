// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import jakarta.ws.rs.POST;
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
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.rescue.RescueService;

/** The button that stops the making of an owner; where it leads, who pressed it can look. */
@Component(service = Resource.class)
@Path("islands/{slug}/rescue/stop")
@Produces(MediaType.TEXT_HTML)
public final class StopPages implements PageResource {
    private final IslandService islands;
    private final RescueService service;

    @Activate
    public StopPages(@Reference IslandService islands, @Reference RescueService service) {
        this.islands = islands;
        this.service = service;
    }

    @POST
    public Response stop(@PathParam("slug") String slug, @Context Viewer viewer) {
        service.stop(viewer.require(), slug, viewer.requestId());
        boolean member =
                islands.bySlug(slug)
                        .flatMap(island -> islands.role(viewer.require().user(), island))
                        .isPresent();
        return PageResource.see(member ? "/islands/" + slug : "/islands/all");
    }
}
