// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtedevicelinkGenerated;
import gg.jte.generated.precompiled.islands.JtedevicesGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.PublicUrl;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Linked;
import org.tuttlenetwork.lightweb.islands.devices.DeviceWish;
import org.tuttlenetwork.lightweb.islands.rules.NamesService;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Pages for devices that come without a login: which there are, bring one, send one away. */
@Component(service = Resource.class)
@Path("islands/{slug}/devices")
@Produces(MediaType.TEXT_HTML)
public final class DevicePages implements PageResource {
    private static final Map<String, String> PLACES =
            Map.of("linkMinutes", "lifetime", "endsAt", "until");

    private final IslandService islands;
    private final DeviceService service;
    private final NamesService names;
    private final PublicUrl urls;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public DevicePages(
            @Reference IslandService islands,
            @Reference DeviceService service,
            @Reference NamesService names,
            @Reference PublicUrl urls) {
        this.islands = islands;
        this.service = service;
        this.names = names;
        this.urls = urls;
    }

    @GET
    public Page list(@PathParam("slug") String slug, @Context Viewer viewer) {
        return list(slug, viewer, new DeviceForm(), Wrong.NOTHING);
    }

    private Page list(String slug, Viewer viewer, DeviceForm form, Wrong wrong) {
        IslandRecord island = islands.joined(viewer.require(), slug);
        DevicePage model =
                new DevicePage(
                        IslandPage.Visitor.of(viewer, island, islands, clock.instant()),
                        island,
                        service.list(viewer.require(), slug),
                        names.names(viewer.require(), slug),
                        form,
                        wrong);
        return IslandPages.page(
                model.text("bring.title", island.name()),
                output ->
                        JtedevicesGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, model));
    }

    /** Shows the link, this once: it is stored nowhere. */
    @POST
    public Response bring(
            @PathParam("slug") String slug, @BeanParam DeviceForm form, @Context Viewer viewer) {
        return PageResource.attempt(
                () ->
                        linked(
                                service.add(
                                        viewer.require(), slug, form.wish(), viewer.requestId()),
                                viewer),
                refused -> list(slug, viewer, form, wrong(refused, viewer)));
    }

    /** Another link for a device that has not come. */
    @POST
    @Path("{id}/link")
    public Response relink(
            @PathParam("slug") String slug, @PathParam("id") UUID id, @Context Viewer viewer) {
        return PageResource.attempt(
                () ->
                        linked(
                                service.relink(
                                        viewer.require(),
                                        slug,
                                        id,
                                        DeviceWish.USUAL_LINK,
                                        viewer.requestId()),
                                viewer),
                refused -> list(slug, viewer, new DeviceForm(), wrong(refused, viewer)));
    }

    private Response linked(Linked linked, Viewer viewer) {
        Messages messages = IslandPages.messages(viewer);
        String link = urls.atDoor("/join/device/" + linked.secret()).toString();
        return Response.ok(
                        IslandPages.page(
                                messages.text("bring.title", linked.island().name()),
                                output ->
                                        JtedevicelinkGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages,
                                                linked,
                                                link,
                                                QrCode.svg(link, messages.text("invite.qr")))))
                .build();
    }

    @POST
    @Path("{id}/remove")
    public Response remove(
            @PathParam("slug") String slug, @PathParam("id") UUID id, @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.remove(viewer.require(), slug, id, viewer.requestId());
                    return PageResource.see("/islands/" + slug + "/devices");
                },
                refused -> list(slug, viewer, new DeviceForm(), wrong(refused, viewer)));
    }

    /** Names members' devices, or stops it. */
    @POST
    @Path("names")
    public Response name(
            @PathParam("slug") String slug,
            @FormParam("devices") @Nullable String devices,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    names.nameDevices(
                            viewer.require(), slug, "yes".equals(devices), viewer.requestId());
                    return PageResource.see("/islands/" + slug + "/devices");
                },
                refused -> list(slug, viewer, new DeviceForm(), wrong(refused, viewer)));
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return Wrong.of(refused, viewer, IslandPages.messages(viewer), PLACES);
    }
}
