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
    private final Admission admission;

    WaysBack(FeatureRecords records, Rollouts rollouts, Attempts attempts, Admission admission) {
        this.records = records;
        this.rollouts = rollouts;
        this.attempts = attempts;
        this.admission = admission;
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
        requireWayBack(planned.reversed());
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
        requireWayBack(trying);
        String why = "Asked for by " + request.actor() + ".";
        rollouts.takeBack(trying, why, false);
        attempts.align(trying.feature());
        return new InstallOutcome.TakenBack(trying.feature(), trying.version(), why);
    }

    private void requireWayBack(Rollout rollout) {
        if (admission.isIrreversible(rollout)) {
            throw LightWebException.conflict(
                    "Nothing was changed: %s has changed its data in a way that %s cannot work with. Install a newer version, or restore the dump that was made before."
                            .formatted(
                                    rollout.version(),
                                    rollout.previous().orElse("an older version")));
        }
    }
}
