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
import org.tuttlenetwork.lightweb.api.web.Answers;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.PublicUrl;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Linked;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.DeviceView;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.NewDevice;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.NewLink;

import java.net.URI;
import java.time.Clock;
import java.util.UUID;

/** Devices of an island that come without a login: list, bring, link anew, send away. */
@Component(service = Resource.class)
@Path("islands/{slug}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeviceResource implements Resource {
    private final DeviceService service;
    private final PublicUrl urls;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public DeviceResource(@Reference DeviceService service, @Reference PublicUrl urls) {
        this.service = service;
        this.urls = urls;
    }

    /** The caller's own, and for who manages members all: few, so they are one page. */
    @GET
    public ItemPage<DeviceView> list(
            @PathParam("slug") String slug, @Context SecurityContext security) {
        return new ItemPage<>(
                service.list(Caller.of(security), slug).stream()
                        .map(shown -> DeviceView.of(shown, clock.instant()))
                        .toList(),
                null);
    }

    /** The link is in this answer and nowhere else. */
    @POST
    @Answers(status = 201, value = DeviceView.class)
    public Response add(
            @PathParam("slug") String slug,
            NewDevice body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        Linked linked = service.add(Caller.of(security), slug, body.wish(), RequestIds.of(request));
        return Response.created(
                        URI.create("/api/v1/islands/" + slug + "/devices/" + linked.device().id()))
                .entity(view(linked))
                .build();
    }

    /** Another link for a device that has not come; the one before is none any more. */
    @POST
    @Path("{id}/link")
    public DeviceView relink(
            @PathParam("slug") String slug,
            @PathParam("id") UUID id,
            @Nullable NewLink body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        NewLink wanted = body == null ? new NewLink(null) : body;
        return view(
                service.relink(
                        Caller.of(security), slug, id, wanted.lifetime(), RequestIds.of(request)));
    }

    private DeviceView view(Linked linked) {
        URI link = urls.atDoor("/join/device/" + linked.secret());
        return DeviceView.of(linked, link, clock.instant());
    }

    @DELETE
    @Path("{id}")
    public void remove(
            @PathParam("slug") String slug,
            @PathParam("id") UUID id,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.remove(Caller.of(security), slug, id, RequestIds.of(request));
    }
}
