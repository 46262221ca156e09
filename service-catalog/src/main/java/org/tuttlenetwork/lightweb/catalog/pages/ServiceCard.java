// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.catalog.Catalog;
import org.tuttlenetwork.lightweb.catalog.ServiceType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A service as its viewer sees it.
 *
 * @param link where it opens; empty for one that needs an app
 * @param icon a data URL
 * @param state how it is
 * @param badge that state, as HTML
 * @param reason why it cannot be used now, and whom to ask; empty where it can
 * @param apps what opens it beside the browser
 */
public record ServiceCard(
        String title,
        String summary,
        String link,
        String icon,
        Section.State state,
        String badge,
        String reason,
        List<ServiceType.Client> apps) {
    private static final int HTTPS_PORT = 443;

    public ServiceCard {
        apps = List.copyOf(apps);
    }

    static ServiceCard of(Catalog.Offer offer, Messages messages) {
        Section.State state = state(offer.mesh());
        String icon = Base64.getEncoder().encodeToString(coloured(offer.type().iconSvg()));
        return new ServiceCard(
                offer.instance().title(),
                ServiceType.in(messages.locale().getLanguage(), offer.type().summary()),
                link(offer),
                "data:image/svg+xml;base64," + icon,
                state,
                StateBadge.markup(state, messages.locale()),
                state == Section.State.WORKING ? "" : messages.text("reason." + state),
                offer.type().clients().stream()
                        .filter(client -> client.link().startsWith("https://"))
                        .filter(client -> !client.link().contains("{"))
                        .toList());
    }

    static Section.State state(FragmentState mesh) {
        return switch (mesh.state()) {
            case APPLIED -> Section.State.WORKING;
            case PENDING, ABSENT, HELD -> Section.State.WAITING;
            case FAILED -> Section.State.BROKEN;
        };
    }

    /** Whether there is something to open in a browser now. */
    public boolean opens() {
        return !link.isEmpty() && state == Section.State.WORKING;
    }

    private static String link(Catalog.Offer offer) {
        return offer.type().endpoints().stream()
                .filter(endpoint -> endpoint.protocol() == ServiceType.Protocol.HTTPS)
                .findFirst()
                .map(
                        endpoint ->
                                "https://"
                                        + offer.domain()
                                        + (endpoint.port() == HTTPS_PORT
                                                ? ""
                                                : ":" + endpoint.port())
                                        + endpoint.path())
                .orElse("");
    }

    /** An icon as an image has no text colour around it: it gets the accent. */
    private static byte[] coloured(byte[] svg) {
        return new String(svg, StandardCharsets.UTF_8)
                .replace("currentColor", "#2b7f88")
                .getBytes(StandardCharsets.UTF_8);
    }
}
