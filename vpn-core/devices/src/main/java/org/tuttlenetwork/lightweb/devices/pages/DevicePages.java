// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import gg.jte.generated.precompiled.devices.JteconfigurationGenerated;
import gg.jte.generated.precompiled.devices.JtedevicesGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

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
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.devices.DeviceName;
import org.tuttlenetwork.lightweb.devices.DeviceService;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** The viewer's devices of both kinds. */
@Component(service = Resource.class)
@Path("devices")
@Produces(MediaType.TEXT_HTML)
public final class DevicePages implements Resource {
    private static final int UNPROCESSABLE = 422;

    private final DeviceService service;
    private final Mesh mesh;

    @Activate
    public DevicePages(@Reference DeviceService service, @Reference Mesh mesh) {
        this.service = service;
        this.mesh = mesh;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page mine(@Context Viewer viewer) {
        return mine(viewer, "", "", "");
    }

    private Page mine(Viewer viewer, String name, String key, String wrong) {
        Messages messages = Messages.of(DevicePages.class, viewer.locale());
        StringOutput output = new StringOutput();
        JtedevicesGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                mesh.devices(viewer.require().user()),
                service.of(viewer.require().user()),
                name,
                key,
                wrong);
        return new Page(messages.text("label"), DeviceSection.ID, output.toString());
    }

    /** Sets a device up; the page that answers shows its configuration, which is stored nowhere. */
    @POST
    public Response add(
            @FormParam("name") @Nullable String name,
            @FormParam("key") @Nullable String key,
            @FormParam("pool") @Nullable String pool,
            @Context Viewer viewer) {
        String typedName = name == null ? "" : name;
        String typedKey = key == null ? "" : key.strip();
        try {
            Nodes.Wish wish =
                    new Nodes.Wish(
                            PoolId.of(pool == null ? "BALANCED" : pool),
                            Optional.empty(),
                            Optional.empty());
            DeviceService.Placed placed =
                    service.configure(
                            viewer.require().user(),
                            new DeviceName(typedName),
                            new WireguardKey(typedKey),
                            wish);
            Messages messages = Messages.of(DevicePages.class, viewer.locale());
            StringOutput output = new StringOutput();
            JteconfigurationGenerated.render(
                    new OwaspHtmlTemplateOutput(output),
                    null,
                    messages,
                    placed.device().name().value(),
                    service.file(placed));
            return Response.ok(
                            new Page(
                                    messages.text("configuration"),
                                    DeviceSection.ID,
                                    output.toString()))
                    .build();
        } catch (LightWebException e) {
            return Response.status(UNPROCESSABLE)
                    .entity(mine(viewer, typedName, typedKey, e.detail()))
                    .build();
        } catch (IllegalArgumentException e) {
            return Response.status(UNPROCESSABLE)
                    .entity(mine(viewer, typedName, typedKey, String.valueOf(e.getMessage())))
                    .build();
        }
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@PathParam("id") UUID id, @Context Viewer viewer) {
        service.remove(viewer.require().user(), id);
        return Response.seeOther(URI.create("/devices")).build();
    }
}
