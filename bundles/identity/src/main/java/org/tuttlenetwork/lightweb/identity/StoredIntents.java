// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stores intents in the caller's transaction, and wakes the worker once it has committed. */
@Component(service = RoleIntents.class)
public final class StoredIntents implements RoleIntents {
    private final IdentityRoom identity;
    private final Room room;

    @Activate
    public StoredIntents(@Reference IdentityRoom identity) {
        this.identity = identity;
        this.room = identity.room();
    }

    @Override
    public UUID grant(Transaction transaction, UserId user, RoleKey role, Reason reason) {
        UUID id = next(transaction);
        room.intents().grant(transaction, id, user, role, reason, room.now());
        return id;
    }

    @Override
    public UUID revoke(Transaction transaction, UserId user, RoleKey role, Reason reason) {
        UUID id = next(transaction);
        room.intents().revoke(transaction, id, user, role, reason, room.now());
        Observed.publish(transaction, user.value());
        return id;
    }

    @Override
    public UUID define(Transaction transaction, Map<RoleKey, String> roles, Reason reason) {
        if (roles.isEmpty() || roles.values().stream().anyMatch(String::isBlank)) {
            throw LightWebException.invalid("roles", "at least one, each with a display name");
        }
        UUID id = next(transaction);
        room.intents().define(transaction, id, roles, reason, room.now());
        return id;
    }

    @Override
    public UUID remove(Transaction transaction, List<RoleKey> roles, Reason reason) {
        if (roles.isEmpty()) {
            throw LightWebException.invalid("roles", "at least one");
        }
        UUID id = next(transaction);
        room.intents()
                .remove(transaction, id, roles, reason, room.now())
                .forEach(user -> Observed.publish(transaction, user));
        return id;
    }

    private UUID next(Transaction transaction) {
        transaction.afterCommit(identity::wakeIntents);
        return Ids.next(room.clock());
    }
}
