// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import java.util.List;
import java.util.Map;

/**
 * A kept version of a feature. Its bytes are in PostgreSQL; the framework's storage is a cache.
 *
 * @param feature which feature
 * @param version which version
 * @param archiveSha256 the digest of the archive that it came in
 * @param description the exact text of {@code feature.json}
 * @param signatures over that text, by the id of the key
 * @param bundles its bundles, in order
 */
public record StoredRevision(
        String feature,
        String version,
        String archiveSha256,
        String description,
        Map<String, byte[]> signatures,
        List<StoredBundle> bundles) {
    public StoredRevision {
        signatures = Map.copyOf(signatures);
        bundles = List.copyOf(bundles);
    }

    /**
     * A bundle of a kept version.
     *
     * @param symbolicName its name
     * @param sha256 the digest under which its bytes are kept
     */
    public record StoredBundle(String symbolicName, String sha256) {}
}
