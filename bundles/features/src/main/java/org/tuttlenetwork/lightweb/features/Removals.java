// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.store.Rollout;

import java.util.Optional;

/** Taking features away, with their data only where that is asked for (DECISIONS 2.4). */
final class Removals {
    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    private static final int MOST_ROUNDS = 5;

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
        if (!end(feature, actor)) {
            throw LightWebException.notFound("There is no such feature.");
        }
        attempts.align(feature);
        LOG.info("Feature {} is removed; its data stays", feature);
    }

    /** Others may begin or commit a version meanwhile: what is there is looked at again then. */
    private boolean end(String feature, String actor) {
        boolean takenBack = false;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Rollout> onItsWay = records.current(feature).rollout();
            onItsWay.ifPresent(
                    rollout -> takingBack.takeBack(rollout, "Removed by " + actor + "."));
            takenBack |= onItsWay.isPresent();
            switch (records.remove(feature, actor)) {
                case DONE -> {
                    return true;
                }
                case NOTHING -> {
                    return takenBack;
                }
                case ON_ITS_WAY -> LOG.debug("{} is on its way again", feature);
            }
        }
        throw LightWebException.conflict(
                feature + " is being installed by somebody else at the same time. Try again.");
    }

    /** See {@link FeatureEngine#purge}. */
    void purge(String feature, String actor) {
        statuses.requireNotBuiltIn(feature);
        if (end(feature, actor)) {
            attempts.align(feature);
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
