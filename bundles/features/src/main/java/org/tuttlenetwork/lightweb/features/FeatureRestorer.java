// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings the framework into line with PostgreSQL: at start, after whatever ended the run before,
 * and whenever another host changed something. One feature that fails keeps no other from running.
 * Not thread-safe but for {@link #broken}.
 */
final class FeatureRestorer {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureRestorer.class);

    private final FeatureRecords records;
    private final RunningFeatures running;
    private volatile Map<String, String> broken = Map.of();

    FeatureRestorer(FeatureRecords records, RunningFeatures running) {
        this.records = records;
        this.running = running;
    }

    /** Features that should run and do not: why, by id. */
    Map<String, String> broken() {
        return broken;
    }

    void restore() {
        try {
            Map<String, String> failures = new TreeMap<>();
            Set<String> gone = new HashSet<>(running.present());
            for (InstalledFeature feature : records.all()) {
                if (feature.active()) {
                    gone.remove(feature.feature());
                    restore(feature, failures);
                }
            }
            gone.forEach(running::stop);
            broken = Map.copyOf(failures);
        } catch (LightWebException e) {
            LOG.warn(
                    "Installed features could not be read; tried again at the next change: {}",
                    e.detail());
        }
    }

    private void restore(InstalledFeature feature, Map<String, String> failures) {
        try {
            running.prepare(
                            feature.feature(),
                            feature.version(),
                            feature.bundles(),
                            records::content)
                    .switchOver();
        } catch (BundleException e) {
            failed(feature, FrameworkWords.explain(e), failures);
        } catch (IllegalStateException e) {
            failed(feature, String.valueOf(e.getMessage()), failures);
        }
    }

    private static void failed(InstalledFeature feature, String why, Map<String, String> failures) {
        failures.put(feature.feature(), why);
        LOG.error("Feature {} {} does not start: {}", feature.feature(), feature.version(), why);
    }
}
