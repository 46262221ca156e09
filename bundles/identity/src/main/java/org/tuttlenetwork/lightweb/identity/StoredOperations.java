// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Operations are intents, looked at from outside. */
@Component(service = {Operations.class, StoredOperations.class})
public final class StoredOperations implements Operations {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 40;

    private final Room room;

    @Activate
    public StoredOperations(@Reference IdentityRoom identity) {
        this.room = identity.room();
    }

    @Override
    public Optional<Operation> find(UUID id) {
        return room.database().read(t -> room.intents().find(t, id)).map(a -> a.operation());
    }

    /** An operation that a caller may see: their own, or any for an administrator. */
    public Optional<Operation> find(UUID id, Caller caller) {
        return room.database()
                .read(t -> room.intents().find(t, id))
                .filter(asked -> caller.isAdministrator() || asked.actor().equals(caller.user()))
                .map(asked -> asked.operation());
    }

    @Override
    public Operation await(UUID id, Duration atMost) {
        Duration limit = atMost.compareTo(LONGEST) < 0 ? atMost : LONGEST;
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Operation operation =
                    find(id).orElseThrow(() -> LightWebException.notFound("No such operation"));
            if (operation.state() != Operation.State.PENDING || System.nanoTime() - end >= 0) {
                return operation;
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return operation;
            }
        }
    }
}
