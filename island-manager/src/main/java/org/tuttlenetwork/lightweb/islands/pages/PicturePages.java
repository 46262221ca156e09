// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Upload;
import org.tuttlenetwork.lightweb.islands.picture.PictureService;

import java.util.Map;

/** An island's picture: seen by members, chosen by owners on the page of its rules. */
@Component(service = Resource.class)
@Path("islands/{slug}/picture")
@Produces(MediaType.TEXT_HTML)
public final class PicturePages implements PageResource {
    private static final int KEPT_SECONDS = 86_400;

    private final PictureService service;
    private final RulePages rules;

    @Activate
    public PicturePages(@Reference PictureService service, @Reference RulePages rules) {
        this.service = service;
        this.rules = rules;
    }

    /** Its address names the picture's hash, so that a browser may keep it. */
    @GET
    @Produces("image/jpeg")
    public Response picture(@PathParam("slug") String slug, @Context Viewer viewer) {
        CacheControl own = new CacheControl();
        own.setPrivate(true);
        own.setMaxAge(KEPT_SECONDS);
        return service.picture(viewer.require(), slug)
                .map(picture -> Response.ok(picture.jpeg(), "image/jpeg").cacheControl(own))
                .orElseThrow(() -> LightWebException.notFound("This island has no picture."))
                .build();
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response choose(@PathParam("slug") String slug, Upload upload, @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.choose(viewer.require(), slug, upload.content(), viewer.requestId());
                    return PageResource.see("/islands/" + slug);
                },
                refused -> rules.form(slug, viewer, wrong(refused, viewer)));
    }

    @POST
    @Path("remove")
    public Response remove(@PathParam("slug") String slug, @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.remove(viewer.require(), slug, viewer.requestId());
                    return PageResource.see("/islands/" + slug + "/rules");
                },
                refused -> rules.form(slug, viewer, wrong(refused, viewer)));
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return Wrong.of(refused, viewer, IslandPages.messages(viewer), Map.of());
    }
}
