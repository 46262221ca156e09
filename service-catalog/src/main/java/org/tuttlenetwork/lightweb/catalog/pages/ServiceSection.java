// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import gg.jte.generated.precompiled.catalog.JtecardGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.catalog.Catalog;

import java.util.List;
import java.util.Optional;

/** The entry of these pages in the navigation. */
@Component(service = Section.class)
public final class ServiceSection implements Section {
    static final String ID = "services";
    private static final int ORDER = 30;
    private static final int MOST_ON_CARD = 6;

    private final Catalog catalog;

    @Activate
    public ServiceSection(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "service";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<Notice> notices(Viewer viewer) {
        Messages messages = messages(viewer);
        return catalog.offers(viewer.require().user()).stream()
                .filter(offer -> ServiceCard.state(offer.mesh()) == State.BROKEN)
                .map(
                        offer ->
                                new Notice(
                                        State.BROKEN,
                                        offer.instance().title()
                                                + ": "
                                                + messages.text("reason." + State.BROKEN),
                                        path()))
                .toList();
    }

    @Override
    public Optional<String> card(Viewer viewer) {
        Messages messages = messages(viewer);
        List<ServiceCard> services =
                catalog.offers(viewer.require().user()).stream()
                        .map(offer -> ServiceCard.of(offer, messages))
                        .toList();
        StringOutput output = new StringOutput();
        JtecardGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                services.stream().limit(MOST_ON_CARD).toList(),
                services.size());
        return Optional.of(output.toString());
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(ServiceSection.class, viewer.locale());
    }
}
