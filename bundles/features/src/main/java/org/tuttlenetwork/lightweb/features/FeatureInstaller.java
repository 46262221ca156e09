// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.StoredBundle;

import java.util.List;
import java.util.Optional;

/**
 * The steps of an installation and of a removal. What should run is stored between starting the new
 * revision, withheld, and switching to it: whenever the host dies, its next start reaches the one
 * or the other. Not thread-safe: the engine calls it from one thread.
 */
final class FeatureInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureInstaller.class);

    private final FeatureRecords records;
    private final RunningFeatures running;

    FeatureInstaller(FeatureRecords records, RunningFeatures running) {
        this.records = records;
        this.running = running;
    }

    InstallOutcome install(
            FeatureArchive archive, String actor, Source source, @Nullable String file) {
        FeatureId feature = archive.feature();
        String version = archive.version().toString();
        Optional<InstalledFeature> before = records.find(feature.value());
        Optional<InstalledFeature> active = before.filter(InstalledFeature::active);
        Optional<String> kept = records.kept(feature.value(), version);
        List<String> reasons = Refusals.of(archive, before, kept, running);
        if (!reasons.isEmpty()) {
            String all = String.join(" ", reasons);
            records.refuse(archive, active.isPresent(), all, actor, false);
            return new InstallOutcome.Rejected(reasons);
        }
        if (active.filter(same -> same.version().equals(version)).isPresent()) {
            return new InstallOutcome.AlreadyPresent(feature, version);
        }
        records.keep(archive);
        RunningFeatures.Prepared prepared;
        try {
            prepared =
                    running.prepare(feature.value(), version, bundles(archive), records::content);
        } catch (BundleException e) {
            String why = FrameworkWords.explain(e);
            records.refuse(archive, active.isPresent(), why, actor, kept.isEmpty());
            return new InstallOutcome.Rejected(List.of(why));
        }
        try {
            records.activate(archive, active.isPresent(), actor, source, file);
        } catch (LightWebException | IllegalStateException e) {
            prepared.discard();
            throw e;
        }
        prepared.switchOver();
        LOG.info("Feature {} {} runs", feature, version);
        return active.<InstallOutcome>map(
                        old -> new InstallOutcome.Updated(feature, version, old.version()))
                .orElseGet(() -> new InstallOutcome.Installed(feature, version));
    }

    /** See {@link FeatureEngine#remove}. */
    void remove(String feature, String actor) {
        if (running.isBuiltIn(feature)) {
            throw LightWebException.conflict(
                    "The feature " + feature + " is part of this host and cannot be removed.");
        }
        InstalledFeature installed =
                records.find(feature)
                        .filter(InstalledFeature::active)
                        .orElseThrow(() -> LightWebException.notFound("There is no such feature."));
        records.deactivate(installed, actor);
        running.stop(feature);
        LOG.info("Feature {} is removed; its data stays", feature);
    }

    private static List<StoredBundle> bundles(FeatureArchive archive) {
        return archive.bundles().stream()
                .map(bundle -> new StoredBundle(bundle.symbolicName(), bundle.sha256()))
                .toList();
    }
}
