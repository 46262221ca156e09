// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;

import java.util.List;
import java.util.Optional;

/**
 * The archive of what should run already: where it does not, its bytes and signatures are kept
 * anew, and it is started again.
 */
final class Repairs {
    private final Rollouts rollouts;
    private final Attempts attempts;
    private final Aligner aligner;
    private final boolean safeMode;

    Repairs(Rollouts rollouts, Attempts attempts, Aligner aligner, boolean safeMode) {
        this.rollouts = rollouts;
        this.attempts = attempts;
        this.aligner = aligner;
        this.safeMode = safeMode;
    }

    /**
     * @param archive of the version that is installed; its plan is possible
     */
    InstallOutcome again(FeatureArchive archive) {
        String feature = archive.feature().value();
        String version = archive.version().toString();
        if (aligner.isActive(feature, version)) {
            return new InstallOutcome.AlreadyPresent(feature, version);
        }
        rollouts.keepAnew(archive);
        if (safeMode) {
            return new InstallOutcome.AtNextStart(feature, version);
        }
        attempts.align(feature);
        return aligner.isActive(feature, version)
                ? new InstallOutcome.Live(feature, version, Optional.empty(), Optional.empty())
                : new InstallOutcome.Rejected(
                        List.of(aligner.broken().getOrDefault(feature, "It does not run here.")));
    }
}
