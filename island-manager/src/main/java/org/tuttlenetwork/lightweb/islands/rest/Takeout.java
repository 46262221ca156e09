// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.IslandJournal;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberService;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Shown;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService;
import org.tuttlenetwork.lightweb.islands.invite.Offers;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.DeviceView;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.InvitationView;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.IslandView;
import org.tuttlenetwork.lightweb.islands.rest.IslandJournalResource.EntryView;
import org.tuttlenetwork.lightweb.islands.rest.MemberBodies.MemberView;
import org.tuttlenetwork.lightweb.islands.rest.TakeoutBodies.IslandTakeout;
import org.tuttlenetwork.lightweb.islands.rest.TakeoutBodies.OwnTakeout;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Puts together what people take along of an island, by what they may see of it. */
@Component(service = Takeout.class)
public final class Takeout {
    static final String ISLAND = "lightweb-island-1";
    static final String OWN = "lightweb-membership-1";

    private final IslandService islands;
    private final MemberService members;
    private final InvitationService invitations;
    private final RuleService rules;
    private final IslandJournal journal;
    private final DeviceService devices;
    private final Offers offers;

    @Activate
    public Takeout(
            @Reference IslandService islands,
            @Reference MemberService members,
            @Reference InvitationService invitations,
            @Reference RuleService rules,
            @Reference IslandJournal journal,
            @Reference DeviceService devices,
            @Reference Offers offers) {
        this.islands = islands;
        this.members = members;
        this.invitations = invitations;
        this.rules = rules;
        this.journal = journal;
        this.devices = devices;
        this.offers = offers;
    }

    /**
     * The whole island.
     *
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN for who is no owner
     */
    public IslandTakeout island(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        rules.requireOwner(caller, island);
        return new IslandTakeout(
                ISLAND,
                Instant.now(),
                view(caller, island),
                members.members(caller, slug).stream()
                        .map(member -> MemberView.of(member, true))
                        .toList(),
                invitations.open(caller, slug).stream().map(InvitationView::of).toList(),
                views(devices.list(caller, slug)),
                offers.on(island, Locale.ENGLISH));
    }

    /**
     * What is known of the caller.
     *
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public OwnTakeout own(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        MemberView membership =
                members.members(caller, slug).stream()
                        .filter(member -> member.person().id().equals(caller.user()))
                        .map(member -> MemberView.of(member, true))
                        .findFirst()
                        .orElseThrow(LockedIsland::noMember);
        return new OwnTakeout(
                OWN,
                Instant.now(),
                view(caller, island),
                membership,
                views(
                        devices.list(caller, slug).stream()
                                .filter(shown -> shown.device().sponsor().equals(caller.user()))
                                .toList()),
                journal.own(caller, slug).stream().map(EntryView::of).toList());
    }

    private static List<DeviceView> views(List<Shown> devices) {
        Instant now = Instant.now();
        return devices.stream().map(shown -> DeviceView.of(shown, now)).toList();
    }

    private IslandView view(Caller caller, IslandRecord island) {
        return IslandView.of(
                island,
                rules.less(caller.user(), island),
                islands.role(caller.user(), island).orElse(null),
                islands.meshState(island).state().name(),
                null);
    }
}
