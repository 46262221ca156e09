// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import gg.jte.generated.precompiled.portal.JtehomeGenerated;
import gg.jte.generated.precompiled.portal.JtewelcomeGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.util.ArrayList;
import java.util.List;

/** The first page: what needs the viewer now, then what each section has to show. */
@Component(service = Resource.class)
@Path("/")
@Produces(MediaType.TEXT_HTML)
public final class HomeResource implements Resource {
    private final Sections sections;

    @Activate
    public HomeResource(@Reference Sections sections) {
        this.sections = sections;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    @PermitAll
    public Page home(@Context Viewer viewer) {
        if (viewer.caller().isEmpty()) {
            return welcome(viewer);
        }
        Messages messages = Messages.of(HomeResource.class, viewer.locale());
        List<Section.Notice> notices = new ArrayList<>();
        List<String> cards = new ArrayList<>();
        for (Section section : sections.of(viewer)) {
            notices.addAll(section.notices(viewer));
            section.card(viewer).ifPresent(cards::add);
        }
        StringOutput output = new StringOutput();
        JtehomeGenerated.render(
                new OwaspHtmlTemplateOutput(output), null, messages, viewer, notices, cards);
        return new Page(messages.text("home.label"), "home", output.toString());
    }

    @GET
    @Path("welcome")
    @PermitAll
    public Page welcome(@Context Viewer viewer) {
        Messages messages = Messages.of(HomeResource.class, viewer.locale());
        StringOutput output = new StringOutput();
        JtewelcomeGenerated.render(new OwaspHtmlTemplateOutput(output), null, messages);
        return new Page(messages.text("welcome.title"), "home", output.toString());
    }
}
