// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtecardGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.islands.IslandService;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Islands in the navigation and on the first page. */
@Component(service = Section.class)
public final class IslandSection implements Section {
    static final String ID = "islands";
    private static final int ORDER = 20;

    private final IslandService service;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public IslandSection(@Reference IslandService service) {
        this.service = service;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "island";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<Notice> notices(Viewer viewer) {
        return viewer.caller().stream()
                .flatMap(caller -> cards(caller, viewer).stream())
                .filter(card -> MeshWords.isWorthSaying(card.mesh(), clock.instant()))
                .map(
                        card ->
                                new Notice(
                                        MeshWords.state(card.mesh()),
                                        card.name() + ": " + card.sentence(),
                                        card.path()))
                .toList();
    }

    @Override
    public Optional<String> card(Viewer viewer) {
        return viewer.caller()
                .map(
                        caller -> {
                            StringOutput output = new StringOutput();
                            JtecardGenerated.render(
                                    new OwaspHtmlTemplateOutput(output),
                                    null,
                                    messages(viewer),
                                    cards(caller, viewer));
                            return output.toString();
                        });
    }

    private List<IslandCard> cards(Caller caller, Viewer viewer) {
        return IslandCard.of(caller.user(), service, messages(viewer));
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(IslandSection.class, viewer.locale());
    }
}
