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
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.Rescue;
import org.tuttlenetwork.lightweb.islands.rescue.RescueService;

import java.time.Instant;

/** An owner whom an administrator makes, where an island has lost its own. */
@Component(service = Resource.class)
@Path("islands/{slug}/rescue")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RescueResource implements Resource {
    private final RescueService service;

    @Activate
    public RescueResource(@Reference RescueService service) {
        this.service = service;
    }

    @GET
    public RescueView announced(@PathParam("slug") String slug, @Context SecurityContext security) {
        return service.announced(Caller.of(security), slug)
                .map(RescueView::of)
                .orElseThrow(() -> LightWebException.notFound("Nothing is announced here."));
    }

    @POST
    public RescueView announce(
            @PathParam("slug") String slug,
            Announcement body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return RescueView.of(
                service.announce(
                        Caller.of(security),
                        slug,
                        IslandResource.required("login", body.login()),
                        IslandResource.required("why", body.why()),
                        RequestIds.of(request)));
    }

    @DELETE
    public void stop(
            @PathParam("slug") String slug,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.stop(Caller.of(security), slug, RequestIds.of(request));
    }

    /**
     * Who is to own an island.
     *
     * @param login of an active member, or of anybody active where there is none: exact login name
     *     or verified e-mail
     * @param why 1 to 200 characters, shown to the members
     */
    public record Announcement(@Nullable String login, @Nullable String why) {}

    /**
     * What is announced.
     *
     * @param userId who becomes the owner
     * @param by the administrator
     * @param dueAt when, unless it is stopped
     */
    public record RescueView(
            String userId, String by, String why, Instant announcedAt, Instant dueAt) {
        static RescueView of(Rescue rescue) {
            return new RescueView(
                    rescue.candidate().value(),
                    rescue.by().value(),
                    rescue.why(),
                    rescue.askedAt(),
                    rescue.dueAt());
        }
    }
}
