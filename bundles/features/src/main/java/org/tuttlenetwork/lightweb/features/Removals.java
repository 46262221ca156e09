// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.FeatureRecords.Current;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;

import java.util.Optional;

/** Taking features away, with their data only where that is asked for (DECISIONS 2.4). */
final class Removals {
    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    private final FeatureRecords records;
    private final TakingBack takingBack;
    private final Attempts attempts;
    private final Statuses statuses;
    private final Purge purge;

    Removals(
            FeatureRecords records,
            TakingBack takingBack,
            Attempts attempts,
            Statuses statuses,
            Purge purge) {
        this.records = records;
        this.takingBack = takingBack;
        this.attempts = attempts;
        this.statuses = statuses;
        this.purge = purge;
    }

    /** See {@link FeatureEngine#remove}. */
    void remove(String feature, String actor) {
        statuses.requireNotBuiltIn(feature);
        Current now = records.current(feature);
        now.rollout()
                .ifPresent(rollout -> takingBack.takeBack(rollout, "Removed by " + actor + "."));
        Optional<InstalledFeature> installed =
                records.current(feature)
                        .installed()
                        .filter(found -> found.state() != InstalledFeature.State.REMOVED);
        if (installed.isEmpty() && now.rollout().isEmpty()) {
            throw LightWebException.notFound("There is no such feature.");
        }
        installed.ifPresent(found -> records.remove(found, actor));
        attempts.align(feature);
        LOG.info("Feature {} is removed; its data stays", feature);
    }

    /** See {@link FeatureEngine#purge}. */
    void purge(String feature, String actor) {
        statuses.requireNotBuiltIn(feature);
        Current now = records.current(feature);
        boolean there =
                now.rollout().isPresent()
                        || now.installed()
                                .filter(f -> f.state() != InstalledFeature.State.REMOVED)
                                .isPresent();
        if (there) {
            remove(feature, actor);
        }
        try {
            purge.purge(feature, actor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LightWebException(
                    ProblemType.UNAVAILABLE, "The host stops. Its data is still there.", e);
        }
    }
}
