// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.islands.IslandDevice;

import java.util.UUID;

/** Sends a device away when its time is over. */
@Component(service = QueuedTask.class)
public final class DeviceEnd implements QueuedTask {
    private static final String NAME = "end-device";

    private final DeviceService devices;

    @Activate
    public DeviceEnd(@Reference DeviceService devices) {
        this.devices = devices;
    }

    static void enqueue(Transaction transaction, IslandDevice device) {
        transaction.enqueue(NAME, device.id().toString(), "{}", device.until());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String instance, String json) {
        devices.end(UUID.fromString(instance));
    }
}
