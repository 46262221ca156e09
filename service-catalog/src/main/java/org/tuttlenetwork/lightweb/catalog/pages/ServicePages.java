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
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.catalog.Catalog;
import org.tuttlenetwork.lightweb.catalog.Catalog.Offer;
import org.tuttlenetwork.lightweb.catalog.ServiceType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What the viewer may reach, with one button that does the right thing. */
@Component(service = Resource.class)
@Path("services")
@Produces(MediaType.TEXT_HTML)
public final class ServicePages implements Resource {
    private final Catalog catalog;

    @Activate
    public ServicePages(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page mine(@Context Viewer viewer) {
        Messages messages = Messages.of(ServicePages.class, viewer.locale());
        List<Card> cards =
                catalog.offers(viewer.require().user()).stream()
                        .map(offer -> card(offer, messages))
                        .toList();
        StringOutput output = new StringOutput();
        JteservicesGenerated.render(new OwaspHtmlTemplateOutput(output), null, messages, cards);
        return new Page(messages.text("label"), ServiceSection.ID, output.toString());
    }

    private static Card card(Offer offer, Messages messages) {
        String link =
                offer.type().endpoints().stream()
                        .filter(endpoint -> endpoint.protocol() == ServiceType.Protocol.HTTPS)
                        .findFirst()
                        .map(
                                endpoint ->
                                        "https://"
                                                + offer.domain()
                                                + (endpoint.port() == 443
                                                        ? ""
                                                        : ":" + endpoint.port())
                                                + endpoint.path())
                        .orElse("");
        boolean there = offer.mesh().state() == FragmentState.State.APPLIED;
        String icon = Base64.getEncoder().encodeToString(coloured(offer.type().iconSvg()));
        return new Card(
                offer.instance().title(),
                ServiceType.in(messages.locale().getLanguage(), offer.type().summary()),
                offer.island().map(Island::name).orElse(messages.text("everybody")),
                link,
                "data:image/svg+xml;base64," + icon,
                StateBadge.markup(
                        there ? Section.State.WORKING : Section.State.WAITING, messages.locale()));
    }

    /** An icon as an image has no text colour around it: it gets the accent. */
    private static byte[] coloured(byte[] svg) {
        return new String(svg, StandardCharsets.UTF_8)
                .replace("currentColor", "#2b7f88")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A service as its viewer sees it.
     *
     * @param link where it opens; empty for one that needs an app
     * @param icon a data URL
     * @param badge the state as HTML
     */
    public record Card(
            String title, String summary, String island, String link, String icon, String badge) {}
}
