// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;
import org.tuttlenetwork.lightweb.identity.zitadel.ProjectRole;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelUser;

import java.util.List;

/** Stores what was read from Zitadel, and tells the feed of whom it changes. */
final class Readings {
    private final Room room;
    private final Events events;

    Readings(Room room) {
        this.room = room;
        this.events = new Events(room);
    }

    /** Stores readings; each that is older than what is known changes nothing. */
    void store(
            Transaction transaction,
            List<Authorization> grants,
            List<ZitadelUser> users,
            List<ProjectRole> roles) {
        Observed observed = new Observed(transaction, room.people());
        grants.forEach(grant -> observed.watch(grant.user().value()));
        users.forEach(user -> observed.watch(user.id().value()));
        if (!roles.isEmpty()) {
            observed.watch(
                    room.roles()
                            .holders(transaction, roles.stream().map(ProjectRole::key).toList()));
        }
        roles.forEach(role -> room.roles().store(transaction, role));
        users.forEach(user -> room.people().store(transaction, user));
        grants.forEach(grant -> room.grants().read(transaction, grant, room.isCounted(grant)));
        room.intents()
                .contradicted(transaction)
                .forEach(
                        (user, masked) ->
                                masked.forEach(
                                        role ->
                                                events.revoke(
                                                        transaction, new UserId(user), role)));
        observed.publish();
    }
}
