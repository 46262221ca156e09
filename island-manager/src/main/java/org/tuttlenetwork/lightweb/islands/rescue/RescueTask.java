// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rescue;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.islands.Rescue;

import java.util.UUID;

/** Makes the announced owner when it is due. One that was stopped leaves nothing to do. */
@Component(service = QueuedTask.class)
public final class RescueTask implements QueuedTask {
    private static final String NAME = "rescue-island";

    private final RescueService service;

    @Activate
    public RescueTask(@Reference RescueService service) {
        this.service = service;
    }

    static void enqueue(Transaction transaction, Rescue rescue) {
        String instance = rescue.island() + " " + rescue.dueAt().toEpochMilli();
        transaction.enqueue(NAME, instance, "{}", rescue.dueAt());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String instance, String json) {
        service.carryOut(UUID.fromString(instance.substring(0, instance.indexOf(' '))));
    }
}
