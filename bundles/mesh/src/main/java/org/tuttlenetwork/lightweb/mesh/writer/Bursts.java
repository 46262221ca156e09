// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Change.Stage;

import java.util.List;
import java.util.function.Predicate;

/** Which changes go out together, as NetBird's quiet allows (netbird.md §5.1). One thread. */
final class Bursts {
    private final Tempo tempo;

    Bursts(Tempo tempo) {
        this.tempo = tempo;
    }

    /** What may go out now: removals alone, then the rest, then names. */
    List<Change> next(List<Change> doable) {
        Predicate<Change> kept = change -> change.stage() == Stage.REMEMBER;
        List<Change> remember = doable.stream().filter(kept).toList();
        if (!remember.isEmpty()) {
            return remember;
        }
        if (isRevoking(doable)) {
            return tempo.untilRemoval() > 0
                    ? List.of()
                    : doable.stream().filter(Change::isRevocation).toList();
        }
        List<Change> rest = doable.stream().filter(change -> !isName(change)).toList();
        if (!rest.isEmpty()) {
            // Empty groups that nothing uses yet are told to nobody.
            return tempo.untilGrant() > 0 && !onlyNewGroups(rest) ? List.of() : rest;
        }
        return tempo.untilNames() > 0 ? List.of() : doable;
    }

    /** Milliseconds until something of it may go out: 0 for now. */
    long untilNext(List<Change> doable) {
        if (isRevoking(doable)) {
            return tempo.untilRemoval();
        }
        return doable.stream().allMatch(Bursts::isName) ? tempo.untilNames() : tempo.untilGrant();
    }

    static boolean isRevoking(List<Change> changes) {
        return changes.stream().anyMatch(Change::isRevocation);
    }

    private static boolean isName(Change change) {
        return change.stage() == Stage.NAMES;
    }

    private static boolean onlyNewGroups(List<Change> changes) {
        return changes.stream().allMatch(Change.CreateGroup.class::isInstance);
    }

    /** Whether somebody may be taken out at this moment. */
    boolean removesNow(List<Change> doable) {
        return isRevoking(doable) && tempo.untilRemoval() == 0;
    }

    /** Begins the quiet that a burst needs to be told. */
    void over(List<Change> burst) {
        Change last = burst.getLast();
        if (last.isRevocation()) {
            tempo.removed();
        } else if (isName(last)) {
            tempo.named();
        } else if (last.stage() != Stage.REMEMBER && !onlyNewGroups(burst)) {
            tempo.granted();
        }
    }
}
