// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import org.osgi.framework.Version;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.util.List;
import java.util.Map;

/**
 * A feature archive that was read and holds what it says: one jar with an OSGi Feature (R8, {@code
 * feature.json}) and its bundles under {@code bundles/}.
 *
 * @param feature which feature
 * @param version the feature's version
 * @param description the exact text of {@code feature.json}
 * @param sha256 the digest of the whole archive, lower-case hex
 * @param bundles its bundles in the order of the description; at least one
 * @param configurations default configurations, PID → properties
 */
public record FeatureArchive(
        FeatureId feature,
        Version version,
        String description,
        String sha256,
        List<PackedBundle> bundles,
        Map<String, Map<String, Object>> configurations) {
    public FeatureArchive {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
    }

    /**
     * A bundle of the archive.
     *
     * @param symbolicName from its manifest
     * @param version from its manifest
     * @param sha256 its digest, lower-case hex
     * @param content the jar's bytes
     */
    public record PackedBundle(
            String symbolicName, Version version, String sha256, byte[] content) {}
}
