// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JteislandGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberService;
import org.tuttlenetwork.lightweb.islands.handover.HandoverService;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.AddForm;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.Removed;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.Waiting;
import org.tuttlenetwork.lightweb.islands.picture.PictureService;
import org.tuttlenetwork.lightweb.islands.rescue.RescueService;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Makes an island's page: looked at, or shown again with what was wrong. */
@Component(service = IslandPageMaker.class)
public final class IslandPageMaker {
    /** Who waits longest; the others when these are decided. */
    private static final int SHOWN = 50;

    private final Directory directory;
    private final IslandService islands;
    private final MemberService members;
    private final JoinRequestService requests;
    private final HandoverService handovers;
    private final RuleService rules;
    private final RescueService rescues;
    private final PictureService pictures;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public IslandPageMaker(
            @Reference Directory directory,
            @Reference IslandService islands,
            @Reference MemberService members,
            @Reference JoinRequestService requests,
            @Reference HandoverService handovers,
            @Reference RuleService rules,
            @Reference RescueService rescues,
            @Reference PictureService pictures) {
        this.directory = directory;
        this.islands = islands;
        this.members = members;
        this.requests = requests;
        this.handovers = handovers;
        this.rules = rules;
        this.rescues = rescues;
        this.pictures = pictures;
    }

    private Waiting waiting(Caller caller, IslandRecord island) {
        String slug = island.slug().value();
        return new Waiting(
                requests(caller, island),
                handovers.open(caller, slug),
                rules.agreements(caller, slug),
                rescues.announced(island));
    }

    private List<JoinRequestService.Asked> requests(Caller caller, IslandRecord island) {
        return requests.countFor(caller, island) == 0
                ? List.of()
                : requests.open(caller, island.slug().value(), Optional.empty(), SHOWN);
    }

    Page of(String slug, Viewer viewer, AddForm form, Optional<Removed> removed) {
        Caller caller = viewer.require();
        IslandRecord island = islands.visible(caller, slug);
        List<Member> all = members.members(caller, slug);
        Waiting waiting = waiting(caller, island);
        IslandPage model =
                new IslandPage(
                        IslandPage.Visitor.of(viewer, island, islands, clock.instant()),
                        island,
                        People.of(all, waiting.people(), directory::people),
                        islands.meshState(island),
                        form,
                        // Whoever is in again was taken back meanwhile.
                        removed.filter(gone -> all.stream().noneMatch(gone::isOf)),
                        waiting,
                        pictures.hash(island).orElse(""));
        return IslandPages.page(
                island.name(),
                output ->
                        JteislandGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, model));
    }
}
