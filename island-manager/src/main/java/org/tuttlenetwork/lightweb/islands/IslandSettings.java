// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.time.Duration;
import java.util.regex.Pattern;

/** What an administrator sets: how much people have, and how long a rescue takes. */
@Component(service = IslandSettings.class, configurationPid = "lightweb.islands")
@Designate(ocd = IslandConfig.class)
public final class IslandSettings {
    /** With a slug of 40 characters and a device's label it stays below the 253 of RFC 1035. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{0,150}$)([a-z0-9](-?[a-z0-9])*(\\.[a-z0-9](-?[a-z0-9])*)*)?");

    private final int islands;
    private final int members;
    private final int invitations;
    private final int rescueHours;
    private final int devices;
    private final String domain;

    @Activate
    public IslandSettings(IslandConfig config) {
        this(
                config.islands__per__person(),
                config.members__per__island(),
                config.invitations__per__island(),
                config.rescue__delay__hours(),
                config.devices__per__member(),
                config.names__domain());
    }

    /**
     * @throws IllegalArgumentException naming file, key, value and what is allowed
     */
    IslandSettings(
            int islands,
            int members,
            int invitations,
            int rescueHours,
            int devices,
            String domain) {
        this.islands = within("islands_per_person", islands, 0, 1000);
        this.members = within("members_per_island", members, 1, 10_000);
        this.invitations = within("invitations_per_island", invitations, 1, 1000);
        this.rescueHours = within("rescue_delay_hours", rescueHours, 1, 720);
        this.devices = within("devices_per_member", devices, 0, 100);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "etc/lightweb.islands.cfg: names_domain = '"
                            + domain
                            + "' is not allowed. Allowed: lower-case labels with dots, at most 150"
                            + " characters, or nothing.");
        }
        this.domain = domain;
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

    /** From the announcement of a new owner until they own the island. */
    public Duration rescueDelay() {
        return Duration.ofHours(rescueHours);
    }

    /** Below which domain islands have their zones; empty for none. */
    public String domain() {
        return domain;
    }

    /**
     * @param sponsored how many devices somebody answers for on an island
     * @throws LightWebException CONFLICT where that is the most
     */
    public void requireAnotherDevice(long sponsored) {
        if (sponsored >= devices) {
            throw LightWebException.conflict(
                            "You answer for "
                                    + sponsored
                                    + " devices here, and the most is "
                                    + devices
                                    + ". Nothing was changed.")
                    .because("too-many-devices", devices);
        }
    }

    /**
     * @param made how many islands somebody has made that are there
     * @throws LightWebException CONFLICT where that is the most
     */
    void requireAnotherIsland(long made) {
        if (made >= islands) {
            throw LightWebException.conflict(
                            "You have made "
                                    + islands
                                    + " islands, the most one person can. Dissolve one first."
                                    + " Nothing was changed.")
                    .because("too-many-islands", islands);
        }
    }

    /**
     * @param others how many are in, or on the way
     * @throws LightWebException CONFLICT where that is the most
     */
    void requireAnotherMember(long others) {
        if (others >= members) {
            throw LightWebException.conflict(
                            "This island has "
                                    + members
                                    + " members, the most that it can. Nothing was changed.")
                    .because("island-full", members);
        }
    }

    /**
     * @param open how many invitations of an island let somebody in
     * @throws LightWebException CONFLICT where that is the most
     */
    public void requireAnotherInvitation(int open) {
        if (open >= invitations) {
            throw LightWebException.conflict(
                            "This island has "
                                    + invitations
                                    + " open invitations, the most that it can. Take one back"
                                    + " first. Nothing was changed.")
                    .because("too-many-invitations", invitations);
        }
    }
}
