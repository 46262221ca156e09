// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import gg.jte.generated.precompiled.devices.JteconfigurationGenerated;
import gg.jte.generated.precompiled.devices.JtedeviceGenerated;
import gg.jte.generated.precompiled.devices.JtedevicesGenerated;
import gg.jte.generated.precompiled.devices.JteremoveGenerated;
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
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.devices.DeviceName;
import org.tuttlenetwork.lightweb.devices.DeviceService;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** The viewer's devices of both kinds. */
@Component(service = Resource.class)
@Path("devices")
@Produces(MediaType.TEXT_HTML)
public final class DevicePages implements PageResource {
    private final DeviceService service;
    private final Mesh mesh;
    private final Nodes nodes;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public DevicePages(
            @Reference DeviceService service, @Reference Mesh mesh, @Reference Nodes nodes) {
        this.service = service;
        this.mesh = mesh;
        this.nodes = nodes;
    }

    @GET
    public Page mine(@Context Viewer viewer) {
        return mine(viewer, DeviceForm.EMPTY, Wrong.NOTHING);
    }

    private Page mine(Viewer viewer, DeviceForm form, Wrong wrong) {
        Messages messages = messages(viewer);
        List<DeviceRow> exits = rows(viewer);
        return page(
                messages.text("label"),
                output ->
                        JtedevicesGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                mesh.devices(viewer.require().user()),
                                exits,
                                form,
                                wrong));
    }

    private List<DeviceRow> rows(Viewer viewer) {
        Exits exits = Exits.of(nodes);
        LocalDate today = LocalDate.now(clock);
        return service.of(viewer.require().user()).stream()
                .map(
                        device ->
                                DeviceRow.of(
                                        device,
                                        service.standing(device),
                                        exits,
                                        today,
                                        messages(viewer)))
                .toList();
    }

    /** Sets a device up; the page that answers shows its configuration, which is stored nowhere. */
    @POST
    public Response add(
            @FormParam("name") @Nullable String name,
            @FormParam("key") @Nullable String key,
            @FormParam("pool") @Nullable String pool,
            @Context Viewer viewer) {
        DeviceForm form = DeviceForm.typed(name, key, pool);
        return PageResource.attempt(
                () ->
                        configured(
                                viewer,
                                service.configure(
                                        viewer.require().user(),
                                        new DeviceName(form.name()),
                                        form.publicKey(),
                                        form.wish())),
                refused -> mine(viewer, form, wrong(refused, viewer)));
    }

    @GET
    @Path("{id}")
    public Page one(@PathParam("id") UUID id, @Context Viewer viewer) {
        DeviceRow row = row(id, viewer);
        return one(row, viewer, row.name(), Wrong.NOTHING);
    }

    private Page one(DeviceRow row, Viewer viewer, String typedName, Wrong wrong) {
        return page(
                row.name(),
                output ->
                        JtedeviceGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages(viewer),
                                row,
                                typedName,
                                wrong));
    }

    @POST
    @Path("{id}/rename")
    public Response rename(
            @PathParam("id") UUID id,
            @FormParam("name") @Nullable String name,
            @Context Viewer viewer) {
        String typed = Objects.requireNonNullElse(name, "");
        return PageResource.attempt(
                () -> {
                    service.rename(viewer.require().user(), id, DeviceName.renamed(typed));
                    return PageResource.see("/devices/" + id);
                },
                refused -> one(row(id, viewer), viewer, typed, wrong(refused, viewer)));
    }

    /** Gives a device another way out; the answer shows its new configuration. */
    @POST
    @Path("{id}/configuration")
    public Response configure(
            @PathParam("id") UUID id,
            @FormParam("pool") @Nullable String pool,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () ->
                        configured(
                                viewer,
                                service.configure(
                                        viewer.require().user(),
                                        id,
                                        DeviceForm.typed("", "", pool).wish())),
                refused -> {
                    DeviceRow row = row(id, viewer);
                    return one(row, viewer, row.name(), wrong(refused, viewer));
                });
    }

    private Response configured(Viewer viewer, DeviceService.Placed placed) {
        Messages messages = messages(viewer);
        return Response.ok(
                        page(
                                messages.text("configuration"),
                                output ->
                                        JteconfigurationGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages,
                                                placed.device().name().value(),
                                                service.file(placed))))
                .build();
    }

    /** Says what a removal means, and asks for it. */
    @GET
    @Path("{id}/remove")
    public Page askToRemove(@PathParam("id") UUID id, @Context Viewer viewer) {
        DeviceRow row = row(id, viewer);
        return page(
                messages(viewer).text("remove.title", row.name()),
                output ->
                        JteremoveGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, messages(viewer), row));
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@PathParam("id") UUID id, @Context Viewer viewer) {
        service.remove(viewer.require().user(), id);
        return PageResource.see("/devices");
    }

    private DeviceRow row(UUID id, Viewer viewer) {
        return rows(viewer).stream()
                .filter(row -> row.path().endsWith("/" + id))
                .findFirst()
                .orElseThrow(
                        () ->
                                LightWebException.notFound("There is no such device.")
                                        .because("no-device"));
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return Wrong.of(refused, viewer, messages(viewer), DeviceForm.PLACES);
    }

    private static Page page(String title, Consumer<StringOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return new Page(title, DeviceSection.ID, output.toString());
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(DevicePages.class, viewer.locale());
    }
}
