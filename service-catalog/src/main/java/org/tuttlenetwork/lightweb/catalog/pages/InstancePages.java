// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import gg.jte.generated.precompiled.catalog.JteinstancesGenerated;
import gg.jte.generated.precompiled.catalog.JteremoveGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
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
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.catalog.Catalog;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Which services are placed where, for administrators. */
@Component(service = Resource.class)
@Path("services/instances")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class InstancePages implements PageResource {
    private static final int MOST = 200;

    private final Catalog catalog;
    private final Mesh mesh;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public InstancePages(@Reference Catalog catalog, @Reference Mesh mesh) {
        this.catalog = catalog;
        this.mesh = mesh;
    }

    @GET
    public Page all(@Context Viewer viewer) {
        return all(viewer, InstanceForm.EMPTY, Wrong.NOTHING);
    }

    private Page all(Viewer viewer, InstanceForm form, Wrong wrong) {
        Messages messages = messages(viewer);
        List<InstanceRow> rows = rows(viewer);
        List<String> machines = mesh.machines().stream().map(MeshDevice::name).sorted().toList();
        return page(
                messages.text("instances"),
                output ->
                        JteinstancesGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                rows,
                                catalog.types(),
                                machines,
                                form,
                                wrong));
    }

    @POST
    public Response place(
            @FormParam("type") @Nullable String type,
            @FormParam("title") @Nullable String title,
            @FormParam("name") @Nullable String name,
            @FormParam("peer") @Nullable String peer,
            @FormParam("island") @Nullable String island,
            @Context Viewer viewer) {
        InstanceForm form = InstanceForm.typed(type, title, name, peer, island);
        return PageResource.attempt(
                () -> {
                    catalog.place(viewer.require(), form.order());
                    return PageResource.see("/services/instances");
                },
                refused ->
                        all(
                                viewer,
                                form,
                                Wrong.of(refused, viewer, messages(viewer), InstanceForm.PLACES)));
    }

    /** Says what a removal means, and asks for it. */
    @GET
    @Path("{id}/remove")
    public Page askToRemove(@PathParam("id") UUID id, @Context Viewer viewer) {
        InstanceRow row =
                rows(viewer).stream()
                        .filter(each -> each.path().endsWith("/" + id))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        LightWebException.notFound("There is no such instance.")
                                                .because("no-instance"));
        return page(
                messages(viewer).text("remove.title", row.title()),
                output ->
                        JteremoveGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, messages(viewer), row));
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@PathParam("id") UUID id, @Context Viewer viewer) {
        catalog.remove(viewer.require(), id);
        return PageResource.see("/services/instances");
    }

    private List<InstanceRow> rows(Viewer viewer) {
        return catalog.page(viewer.require(), Optional.empty(), MOST).stream()
                .map(instance -> InstanceRow.of(instance, clock.instant(), messages(viewer)))
                .toList();
    }

    private static Page page(String title, Consumer<StringOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return new Page(title, ServiceSection.ID, output.toString());
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(InstancePages.class, viewer.locale());
    }
}
