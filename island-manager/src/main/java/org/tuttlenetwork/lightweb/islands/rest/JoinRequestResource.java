// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.RequestView;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who asks to be let into an island: list, approve, refuse; one's own is taken back. */
@Component(service = Resource.class)
@Path("islands/{slug}/requests")
@Produces(MediaType.APPLICATION_JSON)
public final class JoinRequestResource implements Resource {
    private final JoinRequestService service;
    private final UnderWay underWay;

    @Activate
    public JoinRequestResource(
            @Reference JoinRequestService service, @Reference Operations operations) {
        this.service = service;
        this.underWay = new UnderWay(operations);
    }

    @GET
    public ItemPage<RequestView> open(
            @PathParam("slug") String slug,
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext security) {
        IslandResource.requireLimit(limit);
        List<RequestView> found =
                service
                        .open(Caller.of(security), slug, Optional.ofNullable(after), limit + 1)
                        .stream()
                        .map(RequestView::of)
                        .toList();
        List<RequestView> page = found.subList(0, Math.min(limit, found.size()));
        return new ItemPage<>(page, found.size() > limit ? page.getLast().id().toString() : null);
    }

    @POST
    @Path("{id}/approve")
    public Response approve(
            @PathParam("slug") String slug,
            @PathParam("id") UUID id,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return underWay.answer(
                service.approve(Caller.of(security), slug, id, RequestIds.of(request)));
    }

    @POST
    @Path("{id}/refuse")
    public void refuse(
            @PathParam("slug") String slug,
            @PathParam("id") UUID id,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.refuse(Caller.of(security), slug, id, RequestIds.of(request));
    }

    /** Takes the caller's own request back. */
    @DELETE
    @Path("mine")
    public void withdraw(
            @PathParam("slug") String slug,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.withdraw(Caller.of(security), slug, RequestIds.of(request));
    }
}
