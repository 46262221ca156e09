// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What NetBird showed last, with who was let in or taken out since: a listing that was under way
 * then may not show it yet. One thread.
 */
final class Shown {
    /** What was listed longer ago is listed again before it is planned by. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Clock clock;
    private final List<Change> since = new ArrayList<>();
    private final List<Change> unseen = new ArrayList<>();
    private @Nullable Actual actual;
    private Instant listed = Instant.MIN;
    private boolean outdated;

    Shown(Clock clock) {
        this.clock = clock;
    }

    /** A listing begins. */
    void begins() {
        since.clear();
        outdated = false;
    }

    /** It ends. */
    void listed(Actual listing) {
        actual = listing;
        listed = clock.instant();
        unseen.clear();
        unseen.addAll(since);
    }

    /** NetBird has confirmed a change. */
    void done(Change change) {
        if (change.isMembership()) {
            since.add(change);
            unseen.add(change);
        } else {
            outdated();
        }
    }

    /** What is there now only a new listing shows. */
    void outdated() {
        outdated = true;
    }

    boolean isFresh() {
        return !outdated && clock.instant().isBefore(listed.plus(FRESH));
    }

    /** Whether a listing that began after the last write shows all. */
    boolean isSeen() {
        return since.isEmpty();
    }

    /** Forgets everything: another host may have written meanwhile. */
    void forget() {
        actual = null;
        since.clear();
        unseen.clear();
        outdated = true;
    }

    /** Whether there was a listing. */
    boolean isAnything() {
        return actual != null;
    }

    /**
     * @throws IllegalStateException before the first listing
     */
    Actual now() {
        Actual known = actual;
        if (known == null) {
            throw new IllegalStateException("NetBird was not listed yet");
        }
        if (!unseen.isEmpty()) {
            known = known.after(unseen);
            actual = known;
            unseen.clear();
        }
        return known;
    }
}
