// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/** Sends devices away whose sponsor went where nothing here was told: in Zitadel's console. */
@Component(service = RecurringTask.class)
public final class AbandonedDevices implements RecurringTask {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final DeviceService devices;

    @Activate
    public AbandonedDevices(@Reference DeviceService devices) {
        this.devices = devices;
    }

    @Override
    public String name() {
        return "end-abandoned-devices";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        devices.endAbandoned();
    }
}
