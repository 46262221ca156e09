// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.Version;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that a readable archive may still break, given what is here. */
final class Refusals {
    private Refusals() {}

    /**
     * Which rules an archive breaks, in words; empty where it may be installed.
     *
     * @param before the feature as it is stored
     * @param kept the digest of the archive that is kept under the same version
     */
    static List<String> of(
            FeatureArchive archive,
            Optional<InstalledFeature> before,
            Optional<String> kept,
            RunningFeatures running) {
        List<String> reasons = new ArrayList<>();
        String feature = archive.feature().value();
        if (running.isBuiltIn(feature)) {
            reasons.add(
                    "The feature " + feature + " is part of this host; it changes with the host.");
        }
        if (kept.isPresent() && !kept.get().equals(archive.sha256())) {
            reasons.add(
                    "Version "
                            + archive.version()
                            + " of "
                            + feature
                            + " was installed before with other content. Give the new content a new"
                            + " version.");
        }
        before.filter(InstalledFeature::active)
                .map(installed -> Version.parseVersion(installed.version()))
                .filter(installed -> installed.compareTo(archive.version()) > 0)
                .ifPresent(
                        installed ->
                                reasons.add(
                                        "Version "
                                                + installed
                                                + " of "
                                                + feature
                                                + " runs, which is newer than "
                                                + archive.version()
                                                + "."));
        archive.bundles().stream()
                .map(FeatureArchive.PackedBundle::symbolicName)
                .filter(name -> running.isTaken(name, feature))
                .forEach(
                        name -> reasons.add("The bundle " + name + " belongs to another feature."));
        return reasons;
    }
}
