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
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.web.Resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first page: what needs the viewer now, then what each section has to show. */
@Component(service = Resource.class)
@Path("/")
@Produces(MediaType.TEXT_HTML)
public final class HomeResource implements PageResource {
    /** Of all sections: what stands below is everybody's. */
    private static final int FIRST_OF_ADMINISTRATORS = 100;

    private static final List<Section.State> URGENCY =
            List.of(
                    Section.State.BROKEN,
                    Section.State.NEEDS_YOU,
                    Section.State.WAITING,
                    Section.State.OFF,
                    Section.State.WORKING);

    private final Sections sections;

    @Activate
    public HomeResource(@Reference Sections sections) {
        this.sections = sections;
    }

    @GET
    @PermitAll
    public Page home(@Context Viewer viewer) {
        if (viewer.caller().isEmpty()) {
            return welcome(viewer);
        }
        Messages messages = Messages.of(HomeResource.class, viewer.locale());
        List<Section.Notice> notices = new ArrayList<>();
        List<String> own = new ArrayList<>();
        List<String> network = new ArrayList<>();
        for (Section section : sections.of(viewer)) {
            notices.addAll(section.notices(viewer));
            List<String> place = section.order() < FIRST_OF_ADMINISTRATORS ? own : network;
            section.card(viewer).ifPresent(place::add);
        }
        notices.sort(Comparator.comparing(notice -> URGENCY.indexOf(notice.state())));
        StringOutput output = new StringOutput();
        JtehomeGenerated.render(
                new OwaspHtmlTemplateOutput(output), null, messages, viewer, notices, own, network);
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
