// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.Grants;
import org.tuttlenetwork.lightweb.identity.store.Hints;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies verified events (DECISIONS 1.4): what takes away cuts at once, the rest marks what must
 * be read until it is as new as the event.
 */
final class Events {
    /** Who asks where nobody here did. */
    static final UserId SYSTEM = new UserId("lightweb");

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final Room room;

    Events(Room room) {
        this.room = room;
    }

    /**
     * Applies an event, unless it was seen before.
     *
     * @return whether everything must be read, because the event says too little
     */
    boolean apply(ZitadelEvent event) {
        Effect effect = Effect.of(event, room.settings().zitadel().projectId());
        if (effect instanceof Effect.Nothing) {
            return false;
        }
        return room.database()
                .write(
                        transaction -> {
                            if (!room.hints()
                                    .isNew(
                                            transaction,
                                            event.aggregateId(),
                                            event.sequence(),
                                            room.now())) {
                                return false;
                            }
                            LOG.info("Zitadel's event {} of {}", event.type(), event.aggregateId());
                            return applied(transaction, effect);
                        });
    }

    /**
     * Whether an event may take something away, by what is known now. What this says wrongly costs
     * a removal its place in the line, and nothing else.
     */
    boolean takesAway(ZitadelEvent event) {
        return switch (Effect.of(event, room.settings().zitadel().projectId())) {
            case Effect.GrantCut _, Effect.UserCut _, Effect.RoleRemoved _ -> true;
            case Effect.GrantChanged(var grant, var _, var roles) ->
                    roles.isPresent() && hasMore(grant, roles.get());
            case Effect.UserChanged _,
                    Effect.RoleChanged _,
                    Effect.Everything _,
                    Effect.Nothing _ ->
                    false;
        };
    }

    private boolean hasMore(String grant, Set<String> roles) {
        return room.database()
                .read(transaction -> room.grants().find(transaction, grant))
                .filter(known -> !roles.containsAll(known.roles()))
                .isPresent();
    }

    private boolean applied(Transaction transaction, Effect effect) {
        switch (effect) {
            case Effect.GrantChanged changed -> grantChanged(transaction, changed);
            case Effect.GrantCut cut -> grantCut(transaction, cut);
            case Effect.UserCut cut -> userCut(transaction, cut);
            case Effect.UserChanged changed ->
                    dirty(transaction, Hints.Kind.USER, changed.userId(), changed.at());
            case Effect.RoleRemoved removed -> roleRemoved(transaction, removed);
            case Effect.RoleChanged changed ->
                    dirty(transaction, Hints.Kind.ROLE, changed.roleKey(), changed.at());
            case Effect.Everything everything -> {
                return true;
            }
            case Effect.Nothing nothing -> {
                return false;
            }
        }
        return false;
    }

    private void grantChanged(Transaction transaction, Effect.GrantChanged event) {
        Optional<Grants.Known> known = room.grants().find(transaction, event.grantId());
        if (known.isPresent() && event.roles().isPresent()) {
            Grants.Known grant = known.get();
            Observed observed = new Observed(transaction, room.people());
            observed.watch(grant.user().value());
            if (event.at().isAfter(grant.changed())) {
                room.grants().changedByEvent(transaction, grant, event.roles().get(), event.at());
            } else {
                carriedAlong(grant, event.roles().get(), event.at())
                        .forEach(role -> revoke(transaction, grant.user(), role));
            }
            observed.publish();
        }
        boolean seen = known.filter(g -> !g.changed().isBefore(event.at())).isPresent();
        if (!seen) {
            dirty(transaction, Hints.Kind.GRANT, event.grantId(), event.at());
        }
    }

    /**
     * Roles that somebody took away between what our last write was based on and that write: it
     * carried them along, and must be undone (DECISIONS 1.5).
     */
    static Set<String> carriedAlong(Grants.Known grant, Set<String> told, Instant at) {
        Set<String> carried = new HashSet<>();
        grant.lastWrite()
                .filter(write -> at.isAfter(write.baseAt()) && at.isBefore(write.at()))
                .ifPresent(
                        write -> {
                            carried.addAll(write.baseRoles());
                            carried.retainAll(grant.roles());
                            carried.removeAll(told);
                        });
        return carried;
    }

    /** Asks, in the name of the system, for the removal of a role that came back by mistake. */
    void revoke(Transaction transaction, UserId user, String role) {
        if (room.intents().isBeingRevoked(transaction, user, role)) {
            return;
        }
        room.intents()
                .revoke(
                        transaction,
                        Ids.next(room.clock()),
                        user,
                        new RoleKey(role),
                        new Reason(SYSTEM, "Taken away in Zitadel, and written back by us", "none"),
                        room.now());
    }

    private void grantCut(Transaction transaction, Effect.GrantCut event) {
        Optional<Grants.Known> known = room.grants().find(transaction, event.grantId());
        Observed observed = new Observed(transaction, room.people());
        known.ifPresent(grant -> observed.watch(grant.user().value()));
        room.grants()
                .cut(transaction, event.grantId(), event.userId(), event.forGood(), event.at());
        observed.publish();
        if (!event.forGood()) {
            dirty(transaction, Hints.Kind.GRANT, event.grantId(), event.at());
        }
    }

    private void userCut(Transaction transaction, Effect.UserCut event) {
        Observed observed = new Observed(transaction, room.people());
        observed.watch(event.userId());
        room.people().cut(transaction, event.userId(), event.state(), event.at());
        observed.publish();
        dirty(transaction, Hints.Kind.USER, event.userId(), event.at());
    }

    private void roleRemoved(Transaction transaction, Effect.RoleRemoved event) {
        List<String> keys = List.of(event.roleKey());
        Observed observed = new Observed(transaction, room.people());
        observed.watch(room.roles().holders(transaction, keys));
        room.roles().remove(transaction, keys, event.at());
        observed.publish();
    }

    private void dirty(Transaction transaction, Hints.Kind kind, String id, Instant at) {
        room.hints().dirty(transaction, kind, id, at, room.now());
    }
}
