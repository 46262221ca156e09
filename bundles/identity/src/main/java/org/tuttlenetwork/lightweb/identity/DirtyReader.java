// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.Hints.Dirty;
import org.tuttlenetwork.lightweb.identity.store.Hints.Kind;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;
import org.tuttlenetwork.lightweb.identity.zitadel.ProjectRole;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelUser;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads what events were about until it is as new as the event (DECISIONS 1.4): after 50, 100, 200
 * … 5 000 ms, then each 5 s for a minute; what is not as new by then waits for the full reading.
 */
final class DirtyReader {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 7;
    private static final int EACH_FIVE_SECONDS = 12;
    private static final Duration FAR = Duration.ofDays(1);

    private final Room room;

    DirtyReader(Room room) {
        this.room = room;
    }

    /** Reads all that is due; returns when the next thing is. */
    Optional<Instant> run() {
        List<Dirty> due = room.database().read(t -> room.hints().due(t, room.now()));
        if (!due.isEmpty()) {
            try {
                read(due);
                room.pulse().answered();
            } catch (ZitadelException e) {
                room.pulse().failed(e);
                room.database()
                        .write(
                                transaction -> {
                                    due.forEach(dirty -> again(transaction, dirty));
                                    return Boolean.TRUE;
                                });
            }
        }
        return room.database().read(room.hints()::nextDue);
    }

    private void read(List<Dirty> due) {
        List<String> grants = ids(due, Kind.GRANT);
        List<UserId> users = ids(due, Kind.USER).stream().map(UserId::new).toList();
        List<Authorization> authorizations =
                grants.isEmpty() ? List.of() : room.zitadel().authorizations(grants).items();
        List<ZitadelUser> people =
                users.isEmpty() ? List.of() : room.zitadel().users(users).items();
        boolean roles = due.stream().anyMatch(dirty -> dirty.kind() == Kind.ROLE);
        List<ProjectRole> listed = roles ? room.zitadel().projectRoles().items() : List.of();
        Readings readings = new Readings(room);
        room.database()
                .write(
                        transaction -> {
                            readings.store(transaction, authorizations, people, listed);
                            authorizations.forEach(grant -> meet(transaction, grant.user()));
                            due.forEach(dirty -> settle(transaction, dirty));
                            return Boolean.TRUE;
                        });
    }

    /** Who is granted a role and was never seen counts for nothing until they are read. */
    private void meet(Transaction transaction, UserId user) {
        if (room.people().find(transaction, user).isEmpty()) {
            room.hints().dirty(transaction, Kind.USER, user.value(), Instant.EPOCH, room.now());
        }
    }

    private static List<String> ids(List<Dirty> due, Kind kind) {
        return due.stream().filter(d -> d.kind() == kind).map(Dirty::id).toList();
    }

    private void settle(Transaction transaction, Dirty dirty) {
        if (isAsNew(room, transaction, dirty)) {
            room.hints().clean(transaction, dirty);
        } else {
            again(transaction, dirty);
        }
    }

    static boolean isAsNew(Room room, Transaction transaction, Dirty dirty) {
        return switch (dirty.kind()) {
            case GRANT -> room.grants().isRead(transaction, dirty.id(), dirty.asNewAs());
            case USER -> room.people().isAsNewAs(transaction, dirty.id(), dirty.asNewAs());
            case ROLE -> room.roles().isAsNewAs(transaction, dirty.id(), dirty.asNewAs());
        };
    }

    private void again(Transaction transaction, Dirty dirty) {
        room.hints().again(transaction, dirty, room.now().plus(pause(dirty.attempts())));
    }

    /** The pause after so many readings in vain. */
    static Duration pause(int attempts) {
        if (attempts < DOUBLINGS) {
            Duration doubled = FIRST.multipliedBy(1L << attempts);
            return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        }
        return attempts < DOUBLINGS + EACH_FIVE_SECONDS ? LONGEST : FAR;
    }
}
