// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.time.Duration;

/** What an administrator sets: how much people have, and how long a rescue takes. */
@Component(
        service = {IslandSettings.class, HealthCheck.class},
        configurationPid = "lightweb.islands")
@Designate(ocd = IslandConfig.class)
public final class IslandSettings implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IslandSettings.class);

    private volatile IslandLimits limits;
    private volatile Health health = Health.working();

    @Activate
    public IslandSettings(IslandConfig config) {
        this(IslandLimits.of(config));
    }

    IslandSettings(IslandLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes other settings. Where one of them is not allowed all stay as they are: islands go on,
     * and whoever is locked in Zitadel meanwhile is cut off all the same.
     */
    @Modified
    void change(IslandConfig config) {
        try {
            limits = IslandLimits.of(config);
            health = Health.working();
        } catch (IllegalArgumentException e) {
            String words = e.getMessage() + " The settings before it stay in force.";
            LOG.error("{}", words);
            health = Health.degraded(words);
        }
    }

    @Override
    public String name() {
        return "islands";
    }

    @Override
    public Health health() {
        return health;
    }

    /** From the announcement of a new owner until they own the island. */
    public Duration rescueDelay() {
        return limits.rescueDelay();
    }

    /** Below which domain islands have their zones; empty for none. */
    public String domain() {
        return limits.domain();
    }

    /**
     * @param sponsored how many devices somebody answers for on an island
     * @throws LightWebException CONFLICT where that is the most
     */
    public void requireAnotherDevice(long sponsored) {
        int most = limits.devices();
        if (sponsored >= most) {
            throw LightWebException.conflict(
                            "You answer for "
                                    + sponsored
                                    + " devices here, and the most is "
                                    + most
                                    + ". Nothing was changed.")
                    .because("too-many-devices", most);
        }
    }

    /**
     * @param made how many islands somebody has made that are there
     * @throws LightWebException CONFLICT where that is the most
     */
    void requireAnotherIsland(long made) {
        int most = limits.islands();
        if (made >= most) {
            throw LightWebException.conflict(
                            "You have made "
                                    + most
                                    + " islands, the most one person can. Dissolve one first."
                                    + " Nothing was changed.")
                    .because("too-many-islands", most);
        }
    }

    /**
     * @param others how many are in, or on the way
     * @throws LightWebException CONFLICT where that is the most
     */
    void requireAnotherMember(long others) {
        int most = limits.members();
        if (others >= most) {
            throw LightWebException.conflict(
                            "This island has "
                                    + most
                                    + " members, the most that it can. Nothing was changed.")
                    .because("island-full", most);
        }
    }

    /**
     * @param open how many invitations of an island let somebody in
     * @throws LightWebException CONFLICT where that is the most
     */
    public void requireAnotherInvitation(int open) {
        int most = limits.invitations();
        if (open >= most) {
            throw LightWebException.conflict(
                            "This island has "
                                    + most
                                    + " open invitations, the most that it can. Take one back"
                                    + " first. Nothing was changed.")
                    .because("too-many-invitations", most);
        }
    }
}
