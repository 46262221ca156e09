// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import gg.jte.generated.precompiled.catalog.JteservicesGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.island.Island;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.catalog.Catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the viewer may reach, with one button that does the right thing. */
@Component(service = Resource.class)
@Path("services")
@Produces(MediaType.TEXT_HTML)
public final class ServicePages implements PageResource {
    private final Catalog catalog;

    @Activate
    public ServicePages(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
    public Page mine(@Context Viewer viewer) {
        Messages messages = Messages.of(ServicePages.class, viewer.locale());
        // In the order of the offers: what is for everybody, then island by island.
        Map<String, List<ServiceCard>> byPlace = new LinkedHashMap<>();
        for (Catalog.Offer offer : catalog.offers(viewer.require().user())) {
            String place = offer.island().map(Island::name).orElse(messages.text("everybody"));
            byPlace.computeIfAbsent(place, _ -> new ArrayList<>())
                    .add(ServiceCard.of(offer, messages));
        }
        StringOutput output = new StringOutput();
        JteservicesGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                byPlace,
                viewer.isAdministrator());
        return new Page(messages.text("label"), ServiceSection.ID, output.toString());
    }
}
