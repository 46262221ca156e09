// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tries one change after another, and keeps what became of each. One thread. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** More objects that fail one after the other, and it is NetBird that fails. */
    private static final int MOST_FAILING = 5;

    private final Netbird netbird;
    private final Applier applier;
    private final Shown shown;
    private final Failing failing;
    private final Findings findings;
    private final Approvals approvals;

    /**
     * @param shown told of what was made
     */
    Attempts(
            Applier applier,
            Netbird netbird,
            Shown shown,
            Approvals approvals,
            Findings findings,
            Clock clock) {
        this.netbird = netbird;
        this.applier = applier;
        this.shown = shown;
        this.failing = new Failing(clock);
        this.findings = findings;
        this.approvals = approvals;
    }

    /** When something that NetBird failed for is tried again; empty where nothing is. */
    Optional<Instant> next() {
        return failing.next();
    }

    /** What failed a moment ago is not tried yet. */
    void leaveFailing(Plan plan, Troubles troubles) {
        List<Change> planned =
                Stream.concat(plan.changes().stream(), plan.orphaned().stream()).toList();
        failing.keep(planned);
        for (Change change : planned) {
            failing.waiting(change).ifPresent(failure -> troubles.failing(change, failure));
        }
    }

    /** Whether a change may be tried now. */
    boolean isDue(Change change, Troubles troubles) {
        return !troubles.concern(change) && failing.waiting(change).isEmpty();
    }

    /**
     * Tries a change.
     *
     * @param held what an administrator approved with it; null where it was not held
     * @param fragments as they were when it was planned
     * @throws NetbirdException if NetBird does not answer, and not only for this object
     */
    void make(Change change, @Nullable Held held, List<StoredFragment> fragments, Troubles troubles)
            throws NetbirdException {
        try {
            Optional<String> doubt = applier.apply(change);
            failing.done(change);
            troubles.done(change);
            shown.done(change);
            if (doubt.isPresent()) {
                troubles.held(change, doubt.get());
                shown.outdated();
            } else if (held != null) {
                findings.approved(held);
            } else {
                findings.repaired(change, fragments);
            }
        } catch (NetbirdException e) {
            shown.outdated();
            if (e.isUnreachable() && !isForOneObject(troubles)) {
                throw e;
            }
            failed(change, held, e, troubles);
        }
    }

    private void failed(Change change, @Nullable Held held, NetbirdException e, Troubles troubles) {
        String words = String.valueOf(e.getMessage());
        LOG.error("NetBird and a change for {}: {}", change.key(), words);
        boolean refused = !e.isUnreachable();
        if (refused) {
            troubles.failed(change, words);
        } else {
            Failing.Failure failure = failing.failed(change, words);
            troubles.failing(change, failure);
            refused = failure.isSteady();
        }
        if (held != null && refused) {
            approvals.refused(held.effect().id(), words);
        }
    }

    /** Whether NetBird, which failed just now, is well otherwise. */
    private boolean isForOneObject(Troubles troubles) {
        return troubles.failedInARow() < MOST_FAILING && netbird.isWell();
    }
}
