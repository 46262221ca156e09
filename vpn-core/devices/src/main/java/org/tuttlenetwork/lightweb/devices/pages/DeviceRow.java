// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.devices.Device;

import java.time.LocalDate;
import java.util.Locale;

/**
 * An exit device as its owner sees it.
 *
 * @param path its page
 * @param name what they call it
 * @param state how it is
 * @param badge that state, as HTML
 * @param sentence where it goes out, or what it lacks
 * @param ends until when its key is good
 * @param endsSoon whether that is within a month
 */
public record DeviceRow(
        String path,
        String name,
        Section.State state,
        String badge,
        String sentence,
        String ends,
        boolean endsSoon) {
    private static final int SOON_DAYS = 30;

    static DeviceRow of(Device device, Exits exits, LocalDate today, Messages messages) {
        String node = device.node().orElse("");
        String country = exits.country(node).orElse("");
        Section.State state =
                country.isEmpty()
                        ? Section.State.NEEDS_YOU
                        : exits.isWell(node) ? Section.State.WORKING : Section.State.WAITING;
        String sentence =
                switch (state) {
                    case WORKING -> messages.text("through", shown(country, messages.locale()));
                    case WAITING ->
                            messages.text("through.unwell", shown(country, messages.locale()));
                    case NEEDS_YOU, BROKEN, OFF -> messages.text("through.nothing");
                };
        return new DeviceRow(
                "/devices/" + device.id(),
                device.name().value(),
                state,
                StateBadge.markup(state, messages.locale()),
                sentence,
                messages.text("ends", When.day(device.expiresOn(), messages.locale())),
                device.expiresOn().isBefore(today.plusDays(SOON_DAYS)));
    }

    private static String shown(String country, Locale locale) {
        return Locale.of("", country).getDisplayCountry(locale);
    }
}
