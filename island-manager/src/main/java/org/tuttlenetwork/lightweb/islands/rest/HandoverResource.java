// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.Handover;
import org.tuttlenetwork.lightweb.islands.handover.HandoverService;

import java.time.Instant;

/** Handing an island over: offer, accept, decline or take back. */
@Component(service = Resource.class)
@Path("islands/{slug}/handover")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HandoverResource implements Resource {
    private final HandoverService service;
    private final UnderWay underWay;

    @Activate
    public HandoverResource(@Reference HandoverService service, @Reference Operations operations) {
        this.service = service;
        this.underWay = new UnderWay(operations);
    }

    @GET
    public HandoverView open(@PathParam("slug") String slug, @Context SecurityContext security) {
        return service.open(Caller.of(security), slug)
                .map(HandoverView::of)
                .orElseThrow(() -> LightWebException.notFound("Nothing is handed over here."));
    }

    @POST
    public HandoverView offer(
            @PathParam("slug") String slug,
            Offer body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return HandoverView.of(
                service.offer(
                        Caller.of(security),
                        slug,
                        MemberResource.userId(IslandResource.required("userId", body.userId())),
                        RequestIds.of(request)));
    }

    /** Accepts what is offered to the caller. */
    @POST
    @Path("accept")
    public Response accept(
            @PathParam("slug") String slug,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return underWay.answer(service.accept(Caller.of(security), slug, RequestIds.of(request)));
    }

    /** Declines, or takes the offer back. */
    @DELETE
    public void end(
            @PathParam("slug") String slug,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.end(Caller.of(security), slug, RequestIds.of(request));
    }

    /**
     * Whom an island is offered to.
     *
     * @param userId a member
     */
    public record Offer(@Nullable String userId) {}

    /**
     * What is offered.
     *
     * @param state OFFERED, or ACCEPTED until the new owner's role is there
     */
    public record HandoverView(String from, String to, Instant offeredAt, Handover.State state) {
        static HandoverView of(Handover handover) {
            return new HandoverView(
                    handover.from().value(),
                    handover.to().value(),
                    handover.offeredAt(),
                    handover.state());
        }
    }
}
