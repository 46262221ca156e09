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
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.AddForm;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What buttons beside who asks to be let in do. */
@Component(service = Resource.class)
@Path("islands/{slug}/requests")
@Produces(MediaType.TEXT_HTML)
public final class RequestPages implements PageResource {
    private final JoinRequestService service;
    private final Confirmed confirmed;
    private final IslandPageMaker pages;

    @Activate
    public RequestPages(
            @Reference JoinRequestService service,
            @Reference Operations operations,
            @Reference IslandPageMaker pages) {
        this.service = service;
        this.confirmed = new Confirmed(operations);
        this.pages = pages;
    }

    @POST
    @Path("{id}/approve")
    public Response approve(
            @PathParam("slug") String slug, @PathParam("id") UUID id, @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    return confirmed.page(
                            service.approve(viewer.require(), slug, id, viewer.requestId()));
                },
                refused -> again(slug, viewer, refused));
    }

    @POST
    @Path("{id}/refuse")
    public Response refuse(
            @PathParam("slug") String slug, @PathParam("id") UUID id, @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.refuse(viewer.require(), slug, id, viewer.requestId());
                    return PageResource.see("/islands/" + slug);
                },
                refused -> again(slug, viewer, refused));
    }

    private Page again(String slug, Viewer viewer, LightWebException refused) {
        Wrong wrong = Wrong.of(refused, viewer, IslandPages.messages(viewer), Map.of());
        return pages.of(slug, viewer, new AddForm("", "member", wrong), Optional.empty());
    }
}
