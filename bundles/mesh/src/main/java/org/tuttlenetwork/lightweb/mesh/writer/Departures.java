// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.Leaving;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.store.OwnedStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes people out of groups while something else is under way: by what NetBird showed last, since
 * its listings take the longer the more islands there are, and each write reads its own object
 * anew. All else, and this once more, follows from a plan. One thread.
 */
final class Departures {
    private final Database database;
    private final Declarations declarations;
    private final Shown shown;
    private final Attempts attempts;
    private final Tempo tempo;
    private final RestoredState restored;
    private final Writer.Pause pause;
    private final OwnedStore store = new OwnedStore();
    private final Set<FragmentKey> open = new HashSet<>();
    private long looked = -1;

    Departures(
            Database database,
            Declarations declarations,
            Shown shown,
            Attempts attempts,
            Pace pace,
            RestoredState restored) {
        this.database = database;
        this.declarations = declarations;
        this.shown = shown;
        this.attempts = attempts;
        this.tempo = pace.tempo();
        this.pause = pace.pause();
        this.restored = restored;
    }

    /** All that is declared now, for a plan of it: nothing is left to be done here. */
    List<StoredFragment> planned() {
        looked = pause.told();
        open.clear();
        return declarations.read();
    }

    /**
     * Looks if something was declared since, and takes out who left.
     *
     * @return whether something else than people who come was declared, or is still to be done
     * @throws NetbirdException if NetBird does not answer
     */
    boolean look(Troubles troubles) throws NetbirdException {
        long told = pause.told();
        // Also now and then: not every commit of another host is told of.
        boolean isTime = tempo.isTimeToLook();
        boolean isUrgent = false;
        if (told != looked || isTime) {
            looked = told;
            Declarations.News news = declarations.news();
            news.narrowed().forEach(stored -> open.add(stored.key()));
            isUrgent = news.isUrgent();
        }
        if (restored.isHeld()) {
            open.clear();
        }
        if (!open.isEmpty() && shown.isAnything() && tempo.untilRemoval() == 0) {
            try {
                takeOut(shown.now(), troubles);
            } finally {
                // Where NetBird takes none of them, the next plan has them, and tells what became
                // of the others.
                open.clear();
            }
            return true;
        }
        return isUrgent || !open.isEmpty();
    }

    private void takeOut(Actual known, Troubles troubles) throws NetbirdException {
        List<StoredFragment> narrowed =
                declarations.all().stream().filter(one -> open.contains(one.key())).toList();
        List<Owned> owned =
                database.read(
                        tx -> open.stream().flatMap(key -> store.of(tx, key).stream()).toList());
        List<Change> leaving =
                Leaving.of(Declarations.wanted(narrowed), known, owned).stream()
                        .filter(change -> attempts.isDue(change, troubles))
                        .toList();
        if (leaving.isEmpty()) {
            return;
        }
        tempo.removing();
        try {
            for (Change change : leaving) {
                attempts.make(change, null, declarations.all(), troubles);
            }
        } finally {
            tempo.removed();
        }
    }

    /**
     * When things may be done, and who says that there are new ones.
     *
     * @param tempo when the next write may go out
     * @param pause told of what is declared
     */
    record Pace(Tempo tempo, Writer.Pause pause) {}
}
