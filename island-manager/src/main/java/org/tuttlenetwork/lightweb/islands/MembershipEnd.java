// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;

import java.time.Instant;
import java.util.UUID;

/**
 * Ends a membership when its date has passed. It counts for nothing from that instant on; this
 * takes it out of the mesh and of Zitadel. A date that was moved meanwhile has a task of its own.
 */
@Component(service = QueuedTask.class)
public final class MembershipEnd implements QueuedTask {
    private static final String NAME = "end-membership";

    private final IslandService islands;

    @Activate
    public MembershipEnd(@Reference IslandService islands) {
        this.islands = islands;
    }

    static void enqueue(Transaction transaction, IslandRecord island, UserId user, Instant end) {
        String instance = island.id() + " " + user + " " + end.toEpochMilli();
        transaction.enqueue(NAME, instance, "{}", end);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String instance, String json) {
        islands.align(UUID.fromString(instance.substring(0, instance.indexOf(' '))));
    }
}
