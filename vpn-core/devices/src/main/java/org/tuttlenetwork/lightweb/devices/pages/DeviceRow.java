// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.devices.Device;
import org.tuttlenetwork.lightweb.devices.Standing;

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
 * @param ends until when its key is or was good
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

    static DeviceRow of(
            Device device, Standing standing, Exits exits, LocalDate today, Messages messages) {
        Section.State state = state(device, standing, exits);
        boolean ended = standing == Standing.KEY_ENDED;
        return new DeviceRow(
                "/devices/" + device.id(),
                device.name().value(),
                state,
                StateBadge.markup(state, messages.locale()),
                sentence(device, standing, exits, messages),
                messages.text(
                        ended ? "ended" : "ends", When.day(device.expiresOn(), messages.locale())),
                !ended && device.expiresOn().isBefore(today.plusDays(SOON_DAYS)));
    }

    private static Section.State state(Device device, Standing standing, Exits exits) {
        return switch (standing) {
            case NOT_ENTITLED -> Section.State.OFF;
            case KEY_ENDED, UNPLACED -> Section.State.NEEDS_YOU;
            case PLACED -> {
                String node = device.node().orElse("");
                yield exits.country(node).isEmpty()
                        ? Section.State.NEEDS_YOU
                        : exits.isWell(node) ? Section.State.WORKING : Section.State.WAITING;
            }
        };
    }

    private static String sentence(
            Device device, Standing standing, Exits exits, Messages messages) {
        return switch (standing) {
            case NOT_ENTITLED -> messages.text("through.not-entitled");
            case KEY_ENDED -> messages.text("through.ended");
            case UNPLACED -> messages.text("through.nothing");
            case PLACED -> {
                String node = device.node().orElse("");
                yield exits.country(node)
                        .map(country -> shown(country, messages.locale()))
                        .map(
                                country ->
                                        messages.text(
                                                exits.isWell(node) ? "through" : "through.unwell",
                                                country))
                        .orElseGet(() -> messages.text("through.nothing"));
            }
        };
    }

    private static String shown(String country, Locale locale) {
        return Locale.of("", country).getDisplayCountry(locale);
    }
}
