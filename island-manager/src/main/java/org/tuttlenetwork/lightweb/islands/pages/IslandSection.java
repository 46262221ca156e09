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
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.handover.HandoverService;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService;
import org.tuttlenetwork.lightweb.islands.rescue.RescueService;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Islands in the navigation and on the first page. */
@Component(service = Section.class)
public final class IslandSection implements Section {
    static final String ID = "islands";
    private static final int ORDER = 20;

    private final IslandService service;
    private final JoinRequestService requests;
    private final HandoverService handovers;
    private final RuleService rules;
    private final RescueService rescues;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public IslandSection(
            @Reference IslandService service,
            @Reference JoinRequestService requests,
            @Reference HandoverService handovers,
            @Reference RuleService rules,
            @Reference RescueService rescues) {
        this.service = service;
        this.requests = requests;
        this.handovers = handovers;
        this.rules = rules;
        this.rescues = rescues;
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
        if (viewer.caller().isEmpty()) {
            return List.of();
        }
        Caller caller = viewer.require();
        Messages messages = messages(viewer);
        List<Notice> notices = new ArrayList<>();
        for (IslandRecord island : service.mine(caller.user())) {
            if (rescues.announced(island).isPresent()) {
                String text = messages.text("notice.rescue", island.name());
                notices.add(new Notice(State.NEEDS_YOU, text, "/islands/" + island.slug().value()));
            }
            int waiting = requests.countFor(caller, island);
            if (waiting > 0) {
                String path = "/islands/" + island.slug().value();
                String text = messages.text("notice.waiting", island.name(), waiting);
                notices.add(new Notice(State.NEEDS_YOU, text, path));
            }
        }
        for (IslandRecord island : handovers.offeredTo(caller)) {
            String text = messages.text("notice.handover", island.name());
            notices.add(new Notice(State.NEEDS_YOU, text, "/islands/" + island.slug().value()));
        }
        for (IslandRecord island : rules.asking(caller.user())) {
            String text = messages.text("notice.rules", island.name());
            notices.add(new Notice(State.NEEDS_YOU, text, "/islands/" + island.slug().value()));
        }
        for (IslandRecord island : requests.mine(caller)) {
            String text = messages.text("notice.asked", island.name());
            notices.add(new Notice(State.WAITING, text, "/islands"));
        }
        cards(caller, viewer).stream()
                .filter(card -> MeshWords.isWorthSaying(card.mesh(), clock.instant()))
                .map(
                        card ->
                                new Notice(
                                        MeshWords.state(card.mesh()),
                                        card.name() + ": " + card.sentence(),
                                        card.path()))
                .forEach(notices::add);
        return notices;
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
