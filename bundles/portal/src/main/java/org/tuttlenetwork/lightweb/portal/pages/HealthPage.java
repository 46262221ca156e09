// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.pages;

import gg.jte.generated.precompiled.portal.JtehealthGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HostHealth;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.web.Resource;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** How every part of the host is, and what the mesh found. */
@Component(service = Resource.class)
@Path("health")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class HealthPage implements PageResource {
    private static final Comparator<Section.State> WORST =
            Comparator.comparing(state -> state == Section.State.WORKING);

    private final Supplier<HostHealth.Overview> host;
    private final Mesh mesh;

    @Activate
    public HealthPage(@Reference CurrentHealth host, @Reference Mesh mesh) {
        this((Supplier<HostHealth.Overview>) host, mesh);
    }

    HealthPage(Supplier<HostHealth.Overview> host, Mesh mesh) {
        this.host = host;
        this.mesh = mesh;
    }

    @GET
    public Page now(@Context Viewer viewer) {
        Messages messages = Messages.of(HealthPage.class, viewer.locale());
        HostHealth.Overview overview = host.get();
        List<Part> parts =
                overview.parts().stream()
                        .sorted(Comparator.comparing(part -> state(part.health().status()), WORST))
                        .map(part -> part(part, messages))
                        .toList();
        StringOutput output = new StringOutput();
        JtehealthGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                StateBadge.markup(state(overview.status()), viewer.locale()),
                messages.text("sentence." + overview.status()),
                overview,
                parts,
                mesh.overview());
        return new Page(messages.text("label"), HealthSection.ID, output.toString());
    }

    private static Part part(HostHealth.Part part, Messages messages) {
        String badge = StateBadge.markup(state(part.health().status()), messages.locale());
        return new Part(name(part, messages), badge, part.health().detail());
    }

    /** What people call a part; its own name where there is no word for it. */
    static String name(HostHealth.Part part, Messages messages) {
        return messages.find("part." + part.name()).orElse(part.name());
    }

    static Section.State state(Health.Status status) {
        return switch (status) {
            case WORKING -> Section.State.WORKING;
            case DEGRADED -> Section.State.NEEDS_YOU;
            case DOWN -> Section.State.BROKEN;
        };
    }

    /**
     * A part as the page shows it.
     *
     * @param name its name
     * @param badge its state, as HTML
     * @param detail why, and what to do; empty where all is well
     */
    public record Part(String name, String badge, String detail) {}
}
