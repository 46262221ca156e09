// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What {@code etc/lightweb.islands.cfg} says.
 *
 * @param islands that one person may have made
 * @param members of one island
 * @param invitations of one island that are open
 * @param rescueDelay from the announcement of a new owner until they own the island
 * @param devices that one member may answer for on one island
 * @param domain below which islands have their zones; empty for none
 */
record IslandLimits(
        int islands,
        int members,
        int invitations,
        Duration rescueDelay,
        int devices,
        String domain) {
    /** With a slug of 40 characters and a device's label it stays below the 253 of RFC 1035. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{0,150}$)([a-z0-9](-?[a-z0-9])*(\\.[a-z0-9](-?[a-z0-9])*)*)?");

    /**
     * @throws IllegalArgumentException naming file, key, value and what is allowed
     */
    static IslandLimits of(IslandConfig config) {
        String domain = config.names__domain();
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "etc/lightweb.islands.cfg: names_domain = '"
                            + domain
                            + "' is not allowed. Allowed: lower-case labels with dots, at most 150"
                            + " characters, or nothing.");
        }
        return new IslandLimits(
                within("islands_per_person", config.islands__per__person(), 0, 1000),
                within("members_per_island", config.members__per__island(), 1, 10_000),
                within("invitations_per_island", config.invitations__per__island(), 1, 1000),
                Duration.ofHours(
                        within("rescue_delay_hours", config.rescue__delay__hours(), 1, 720)),
                within("devices_per_member", config.devices__per__member(), 0, 100),
                domain);
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "etc/lightweb.islands.cfg: "
                            + key
                            + " = '"
                            + value
                            + "' is not allowed. Allowed: "
                            + least
                            + " to "
                            + most
                            + ".");
        }
        return value;
    }
}
