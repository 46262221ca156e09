// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.work.QueuedTask;

/** Once for each bed. */
public final class Watering implements QueuedTask {
    @Override
    public String name() {
        return Revision.task();
    }

    @Override
    public void run(String instance, String json) {
        Trouble.at("queued");
        Notes.add("watering", instance);
    }
}
