// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import gg.jte.generated.precompiled.features.JtedumpGenerated;
import gg.jte.generated.precompiled.features.JtedumpsGenerated;
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
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.StaticLinks;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The kept copies of features' data, and bringing one back. */
@Component(service = Resource.class)
@Path("features")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class DumpPages implements Resource {
    private final FeatureEngine engine;
    private final Answers answers;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public DumpPages(@Reference FeaturesRoom room, @Reference StaticLinks links) {
        this.engine = room.engine();
        this.answers = new Answers(links);
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    @Path("kept-data")
    public Page all(@Context Viewer viewer) {
        Messages messages = Answers.messages(viewer);
        Instant now = clock.instant();
        List<DumpRow> rows =
                engine.dumps(Optional.empty()).stream()
                        .map(dump -> DumpRow.of(dump, messages, now))
                        .toList();
        StringOutput output = new StringOutput();
        JtedumpsGenerated.render(
                new OwaspHtmlTemplateOutput(output), null, messages, rows, answers.style());
        return new Page(messages.text("dumps"), FeatureSection.ID, output.toString());
    }

    /** Says what bringing it back means, and asks for it. */
    @GET
    @Path("kept-data/{id}")
    public Page one(@PathParam("id") UUID id, @Context Viewer viewer) {
        Messages messages = Answers.messages(viewer);
        DumpRow row =
                engine.dumps(Optional.empty()).stream()
                        .filter(dump -> dump.id().equals(id))
                        .map(dump -> DumpRow.of(dump, messages, clock.instant()))
                        .findFirst()
                        .orElseThrow(() -> LightWebException.notFound("There is no such dump."));
        StringOutput output = new StringOutput();
        JtedumpGenerated.render(
                new OwaspHtmlTemplateOutput(output), null, messages, row, answers.style());
        String title = messages.text("dump.title", row.dump().feature().value());
        return new Page(title, FeatureSection.ID, output.toString());
    }

    @POST
    @Path("kept-data/{id}")
    public Response restore(
            @PathParam("id") UUID id,
            @FormParam("replace") @Nullable String replace,
            @Context Viewer viewer) {
        engine.restore(id, "yes".equals(replace), viewer.require().user().value());
        return Answers.see("/features/kept-data");
    }
}
