// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How an installation, an update or a way back ended. */
public sealed interface InstallOutcome {
    /**
     * It is live.
     *
     * @param previous the version before; empty where nothing ran
     * @param graceUntil until when it is watched, and taken back by itself; empty where it is
     *     committed already
     */
    record Live(
            String feature, String version, Optional<String> previous, Optional<Instant> graceUntil)
            implements InstallOutcome {}

    /** This host is in safe mode: it is kept, and tried when the host is started again. */
    record AtNextStart(String feature, String version) implements InstallOutcome {}

    /** Exactly this runs here already; nothing was changed. */
    record AlreadyPresent(String feature, String version) implements InstallOutcome {}

    /**
     * The world has changed since the plan was made; nothing was changed.
     *
     * @param now what would happen now
     */
    record PlanChanged(FeaturePlan now) implements InstallOutcome {}

    /**
     * It waits for an administrator; nothing was changed.
     *
     * @param plan what would happen
     */
    record Waiting(FeaturePlan plan) implements InstallOutcome {}

    /**
     * It is refused; nothing was changed.
     *
     * @param reasons which rules it breaks, in words
     */
    record Rejected(List<String> reasons) implements InstallOutcome {
        public Rejected {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * It was tried, and nothing of the feature runs: what ran before could not work with its data
     * any more. A person chooses.
     *
     * @param reason what was wrong with it, and what to choose from, in words
     */
    record Stopped(String feature, String version, String reason) implements InstallOutcome {}

    /**
     * It was tried, and what ran before runs again.
     *
     * @param reason what was wrong with it, in words
     */
    record TakenBack(String feature, String version, String reason) implements InstallOutcome {}
}
