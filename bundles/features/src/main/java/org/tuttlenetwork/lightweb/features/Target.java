// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.Rollout.Phase;

import java.util.Optional;
import java.util.UUID;

/** What one host should run of one feature, by what PostgreSQL says. */
sealed interface Target {
    /** Nothing. */
    record Nothing() implements Target {}

    /**
     * A version.
     *
     * @param version which
     * @param idle another one that is kept started and withheld, to go back to
     */
    record Run(String version, Optional<String> idle) implements Target {}

    /** A version that is new here: started, let through the gate, and reported. */
    record Try(Rollout rollout) implements Target {}

    /**
     * @param installed what was committed
     * @param rollout what is on its way
     * @param host which host asks
     * @param active the version that is active on it now
     */
    static Target of(
            Optional<InstalledFeature> installed,
            Optional<Rollout> rollout,
            UUID host,
            Optional<String> active) {
        if (rollout.isPresent() && concerns(rollout.get(), host)) {
            Rollout way = rollout.get();
            boolean passed =
                    way.phase() != Phase.STARTING && active.equals(Optional.of(way.version()));
            return passed ? new Run(way.version(), way.previous()) : new Try(way);
        }
        return installed
                .filter(InstalledFeature::active)
                .<Target>map(feature -> new Run(feature.version(), Optional.empty()))
                .orElseGet(Nothing::new);
    }

    /** One host tries a version first; when it held there, all do. */
    private static boolean concerns(Rollout rollout, UUID host) {
        return rollout.phase() == Phase.SPREADING || rollout.host().equals(host);
    }
}
