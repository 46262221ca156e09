// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/** A setup key is a credential: it goes once it was used or is over. */
@Component(service = RecurringTask.class)
public final class SpentSetupKeys implements RecurringTask {
    private final MeshRoom room;

    @Activate
    public SpentSetupKeys(@Reference MeshRoom room) {
        this.room = room;
    }

    @Override
    public String name() {
        return "delete-spent-setup-keys";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        room.deleteSpentSetupKeys();
    }
}
