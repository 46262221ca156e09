// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureRecords.Current;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.Rollout.Action;

import java.util.List;
import java.util.Optional;

/** Going back, as far as a feature's data can follow. */
final class WaysBack {
    private final FeatureRecords records;
    private final Rollouts rollouts;
    private final Attempts attempts;
    private final TakingBack takingBack;
    private final SchemaChanges schema;

    WaysBack(
            FeatureRecords records,
            Rollouts rollouts,
            Attempts attempts,
            TakingBack takingBack,
            SchemaChanges schema) {
        this.records = records;
        this.rollouts = rollouts;
        this.attempts = attempts;
        this.takingBack = takingBack;
        this.schema = schema;
    }

    /** See {@link FeatureEngine#rollback}. */
    InstallOutcome rollback(String feature, Optional<String> version, Request request) {
        Current now = records.current(feature);
        Optional<Rollout> trying = now.rollout();
        if (trying.isPresent() && version.isEmpty()) {
            return takeBack(trying.get(), request);
        }
        String target =
                version.or(() -> now.installed().flatMap(InstalledFeature::previous))
                        .filter(records.versions(feature)::contains)
                        .orElseThrow(
                                () ->
                                        LightWebException.notFound(
                                                "No version of "
                                                        + feature
                                                        + " is kept that could be gone back to."));
        if (now.installed().filter(same -> Attempts.runs(same, target)).isPresent()) {
            return new InstallOutcome.AlreadyPresent(feature, target);
        }
        Rollout planned = attempts.of(feature, target, now, request).as(Action.ROLLBACK);
        requireWayBack(feature, target, schema.isBeyond(feature, target));
        rollouts.begin(planned, Optional.empty(), now.installed(), List.of());
        return attempts.carryOut(planned);
    }

    /** See {@link FeatureEngine#takeBack}. */
    InstallOutcome takeBack(String feature, String version, Request request) {
        return records.current(feature)
                .rollout()
                .filter(trying -> trying.version().equals(version))
                .map(trying -> takeBack(trying, request))
                .orElseThrow(
                        () ->
                                LightWebException.conflict(
                                        "Nothing was changed: %s of %s is not being tried any more."
                                                .formatted(version, feature)));
    }

    private InstallOutcome takeBack(Rollout trying, Request request) {
        requireWayBack(
                trying.feature(),
                trying.previous().orElse("an older version"),
                schema.isForGood(trying));
        String why = "Asked for by " + request.actor() + ".";
        takingBack.takeBack(trying, why);
        attempts.align(trying.feature());
        return new InstallOutcome.TakenBack(trying.feature(), trying.version(), why);
    }

    private static void requireWayBack(String feature, String to, boolean beyond) {
        if (beyond) {
            throw LightWebException.conflict(
                    "Nothing was changed: the data of %s was changed in a way that %s cannot work with. Install a newer version, or restore the dump that was made before."
                            .formatted(feature, to));
        }
    }
}
