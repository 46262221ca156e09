// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A feature as it was committed: what every host runs that does not try a newer version of it.
 *
 * @param feature its id
 * @param version the version that should run, or ran last
 * @param previous the version before it, to go back to; empty where there was none
 * @param state whether it should run
 * @param stoppedBecause why it is stopped, and what to choose from; empty otherwise
 * @param source how it came
 * @param file the file in {@code deploy/}, where it came from there
 * @param changedBy who changed it last: a user id, {@code deploy} or {@code host}
 * @param changedAt when
 */
public record InstalledFeature(
        String feature,
        String version,
        Optional<String> previous,
        State state,
        String stoppedBecause,
        Source source,
        Optional<String> file,
        String changedBy,
        Instant changedAt) {
    /** Whether it should run. */
    public enum State {
        /** It should. */
        ACTIVE,
        /** It may not, until a person has chosen. */
        STOPPED,
        /** It was taken away; its data waits, detached. */
        REMOVED
    }

    /** How a feature came. */
    public enum Source {
        API,
        DEPLOY
    }

    public boolean active() {
        return state == State.ACTIVE;
    }
}
