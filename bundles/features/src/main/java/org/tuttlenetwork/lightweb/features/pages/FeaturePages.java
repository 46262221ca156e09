// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import gg.jte.generated.precompiled.features.JtefeatureGenerated;
import gg.jte.generated.precompiled.features.JtelistGenerated;
import gg.jte.generated.precompiled.features.JteremoveGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeatureStatus;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;
import org.tuttlenetwork.lightweb.features.store.HistoryStore.Numbered;

import java.net.URI;
import java.util.Optional;

/** What runs on this host, for administrators. */
@Component(service = Resource.class)
@Path("features")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class FeaturePages implements Resource {
    private final FeatureEngine engine;

    @Activate
    public FeaturePages(@Reference FeaturesRoom room) {
        this.engine = room.engine();
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page all(@Context Viewer viewer) {
        Messages messages = Messages.of(FeaturePages.class, viewer.locale());
        StringOutput output = new StringOutput();
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                FeatureRow.of(engine.all(), messages));
        return new Page(messages.text("label"), FeatureSection.ID, output.toString());
    }

    @GET
    @Path("{id}")
    public Page one(@PathParam("id") String id, @Context Viewer viewer) {
        Messages messages = Messages.of(FeaturePages.class, viewer.locale());
        StringOutput output = new StringOutput();
        JtefeatureGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                FeatureRow.of(find(id), messages),
                engine.history(id, Optional.empty(), 50).stream().map(Numbered::entry).toList());
        return new Page(id, FeatureSection.ID, output.toString());
    }

    /** Says what a removal means, and asks for it. */
    @GET
    @Path("{id}/remove")
    public Page askToRemove(@PathParam("id") String id, @Context Viewer viewer) {
        Messages messages = Messages.of(FeaturePages.class, viewer.locale());
        StringOutput output = new StringOutput();
        JteremoveGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                FeatureRow.of(find(id), messages));
        return new Page(messages.text("remove.title", id), FeatureSection.ID, output.toString());
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@PathParam("id") String id, @Context Viewer viewer) {
        engine.remove(id, viewer.require().user().value());
        return Response.seeOther(URI.create("/features")).build();
    }

    private FeatureStatus find(String id) {
        return engine.all().stream()
                .filter(feature -> feature.id().equals(id))
                .findFirst()
                .orElseThrow(() -> LightWebException.notFound("There is no such feature."));
    }
}
