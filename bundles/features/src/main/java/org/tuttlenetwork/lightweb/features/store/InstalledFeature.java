// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A feature as PostgreSQL has it.
 *
 * @param feature its id
 * @param version the version that should run
 * @param active whether it should run; otherwise its data waits, detached
 * @param source how it came
 * @param file the file in {@code deploy/}, where it came from there
 * @param changedBy who changed it last: a user id, or {@code deploy} for the folder
 * @param changedAt when
 * @param bundles its bundles, in order
 */
public record InstalledFeature(
        String feature,
        String version,
        boolean active,
        Source source,
        Optional<String> file,
        String changedBy,
        Instant changedAt,
        List<StoredBundle> bundles) {
    /** How a feature came. */
    public enum Source {
        API,
        DEPLOY
    }

    public InstalledFeature {
        bundles = List.copyOf(bundles);
    }

    /**
     * A bundle of a stored revision.
     *
     * @param symbolicName its name
     * @param sha256 the digest under which its bytes are kept
     */
    public record StoredBundle(String symbolicName, String sha256) {}
}
