// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.islands.IslandNames;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Shown;

import java.util.List;
import java.util.Locale;

/**
 * What the page of an island's devices without a login shows.
 *
 * @param visitor who looks
 * @param devices those that they may see
 * @param names the names that the island has
 * @param form what was typed
 * @param wrong what was wrong with it
 */
public record DevicePage(
        IslandPage.Visitor visitor,
        IslandRecord island,
        List<Shown> devices,
        IslandNames names,
        DeviceForm form,
        Wrong wrong) {
    private static final List<Integer> LIFETIMES = List.of(10, 60, 1440, 10080);

    public DevicePage {
        devices = List.copyOf(devices);
    }

    public String text(String key, Object... arguments) {
        return visitor.messages().text(key, arguments);
    }

    public Locale locale() {
        return visitor.messages().locale();
    }

    public String path() {
        return "/islands/" + island.slug().value();
    }

    public String rules() {
        return IslandPage.rules(island, visitor.messages());
    }

    public List<Integer> lifetimes() {
        return LIFETIMES;
    }

    public boolean isChosen(Integer minutes) {
        return form.lifetime().equals(minutes.toString());
    }

    public boolean mayBring() {
        return visitor.role() != MemberRole.GUEST;
    }

    public boolean isOwner() {
        return visitor.role() == MemberRole.OWNER;
    }

    public boolean isOwn(Shown shown) {
        return shown.device().sponsor().value().equals(visitor.id());
    }

    /** Whether another link may be made. */
    public boolean mayLink(Shown shown) {
        return isOwn(shown)
                && mayBring()
                && shown.there().isEmpty()
                && shown.device().exchangedAt().isEmpty();
    }

    /** How far a device is: word, shape, colour. */
    public String badge(Shown shown) {
        return StateBadge.markup(
                shown.there().isPresent() ? Section.State.WORKING : Section.State.WAITING,
                locale());
    }

    /** The same as a sentence, as HTML. */
    public String state(Shown shown) {
        if (shown.there().isPresent()) {
            return shown.there().filter(MeshDevice::connected).isPresent()
                    ? text("bring.state.connected")
                    : text("bring.state.away");
        }
        if (shown.device().exchangedAt().isPresent()) {
            return text("bring.state.keyed");
        }
        return shown.device().isOpen(visitor.now())
                ? text(
                        "bring.state.linked",
                        When.markup(shown.device().linkUntil(), visitor.now(), locale()))
                : text("bring.state.expired");
    }

    /** Who answers for it and until when, as a sentence. */
    public String terms(Shown shown) {
        String until = EndDate.words(shown.device().until(), locale());
        return isOwn(shown) ? text("bring.own", until) : text("bring.by", shown.sponsor(), until);
    }
}
