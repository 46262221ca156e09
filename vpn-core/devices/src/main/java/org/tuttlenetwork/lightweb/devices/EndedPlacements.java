// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/**
 * Takes devices whose key has ended off their nodes, and those of users whom no event told of: what
 * entitles somebody may also end by the calendar.
 */
@Component(service = RecurringTask.class)
public final class EndedPlacements implements RecurringTask {
    private final DeviceService service;

    @Activate
    public EndedPlacements(@Reference DeviceService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "take-off-ended-devices";
    }

    @Override
    public Duration pause() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        service.takeOffEnded();
        service.placedUsers().forEach(service::takeOffUnlessEntitled);
    }
}
