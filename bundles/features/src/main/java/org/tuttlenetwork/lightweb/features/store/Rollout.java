// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A version on its way to being what the feature is. There is one at most for each feature, over
 * all hosts.
 *
 * @param id of this attempt
 * @param feature which feature
 * @param version the new version
 * @param previous what ran before, and runs again if this is taken back; empty where nothing did
 * @param action what was asked for
 * @param phase how far it is
 * @param host which host tries it first
 * @param crashes how often that host ended while it tried it; less than 0 in STARTING where it
 *     waits for that host's next start
 * @param actor who asked: a user id, or {@code deploy}
 * @param source how it came
 * @param file the file in {@code deploy/}, where it came from there
 * @param brought whether its version was not kept before: its end may forget it
 * @param resumed whether it was live before its first host ended
 * @param until when the phase ends well; in STARTING when it is given up
 */
public record Rollout(
        UUID id,
        String feature,
        String version,
        Optional<String> previous,
        Action action,
        Phase phase,
        UUID host,
        int crashes,
        String actor,
        Source source,
        Optional<String> file,
        boolean brought,
        boolean resumed,
        Instant until) {
    /** What was asked for. */
    public enum Action {
        INSTALL,
        UPDATE,
        ROLLBACK
    }

    /** How far it is. */
    public enum Phase {
        /** The first host starts it, withheld from everybody. */
        STARTING,
        /** It works on the first host, in its grace period; the old one is started and idle. */
        TRYING,
        /** It held; the other hosts follow, with a grace period of their own. */
        SPREADING
    }

    /** The same, asked for in other words. */
    public Rollout as(Action other) {
        return with(other, brought);
    }

    /**
     * Whether it begins with its host's next start: it was asked for in safe mode, or its host
     * stopped in an orderly way while it started it.
     */
    public boolean waits() {
        return phase == Phase.STARTING && crashes < 0;
    }

    /** The same, with a version that was or was not kept before. */
    public Rollout bringing(boolean fresh) {
        return with(action, fresh);
    }

    /** Whether its version is let in anew, and not one that was let in before. */
    public boolean letsIn() {
        return phase == Phase.STARTING && action != Action.ROLLBACK && !resumed;
    }

    private Rollout with(Action other, boolean fresh) {
        return new Rollout(
                id, feature, version, previous, other, phase, host, crashes, actor, source, file,
                fresh, resumed, until);
    }
}
