// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.identity.store.HeldCursor;
import org.tuttlenetwork.lightweb.identity.store.Hints.HeldRow;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Revocations that wait for an administrator (DECISIONS 1.7). */
public final class HeldRevocations {
    private final Room room;
    private final Reconciler reconciler;

    HeldRevocations(Room room, Reconciler reconciler) {
        this.room = room;
        this.reconciler = reconciler;
    }

    /** What waits, oldest first. */
    public List<HeldRow> list() {
        return room.database().read(tx -> room.hints().held(tx));
    }

    /** A page of what waits, oldest first. */
    public List<HeldRow> page(HeldCursor after, int limit) {
        return room.database().read(tx -> room.hints().held(tx, after, limit));
    }

    /**
     * Reads anew and carries the named revocations out: all of them, or none where one is no longer
     * held or there again.
     *
     * @param subjects as {@code KIND:id}
     * @throws LightWebException CONFLICT where they are not the same any more, UNAVAILABLE where
     *     Zitadel does not answer
     */
    public void approve(Set<String> subjects) {
        List<HeldRow> rows = list().stream().filter(row -> subjects.contains(name(row))).toList();
        if (rows.size() != subjects.size()) {
            throw LightWebException.conflict(
                    "Nothing was changed: not all of these are held any more. Look at the list"
                            + " again.");
        }
        List<Brake.Absence> absences = rows.stream().map(HeldRevocations::absence).toList();
        if (isAnyPresent(absences)) {
            throw LightWebException.conflict(
                    "Nothing was changed: Zitadel shows some of these again.");
        }
        room.database()
                .write(
                        transaction -> {
                            absences.forEach(absence -> reconciler.takeAway(transaction, absence));
                            rows.forEach(
                                    row -> room.hints().release(transaction, row.kind(), row.id()));
                            room.pulse().held(room.hints().held(transaction).size());
                            return Boolean.TRUE;
                        });
    }

    private boolean isAnyPresent(List<Brake.Absence> absences) {
        try {
            Set<String> present = reconciler.present(absences);
            return absences.stream().map(Brake.Absence::name).anyMatch(present::contains);
        } catch (ZitadelException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "Nothing was changed: Zitadel must be read first and does not answer.",
                    e);
        }
    }

    private static Brake.Absence absence(HeldRow row) {
        return new Brake.Absence(
                row.kind(),
                row.id(),
                row.roles().stream().map(RoleKey::new).collect(Collectors.toSet()));
    }

    /** How a held revocation is named: {@code KIND:id}. */
    public static String name(HeldRow row) {
        return row.kind() + ":" + row.id();
    }
}
