// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.osgi.framework.Bundle;

import java.util.Optional;

/**
 * A version of a feature in the framework. Its bundles have locations that name it, so that a kept
 * framework storage can be compared with what PostgreSQL says.
 *
 * @param feature which feature
 * @param version which version
 */
public record RevisionKey(String feature, String version) {
    static final String SCHEME = "lightweb:";

    /** The revision that a bundle belongs to; empty for a bundle that came from no archive. */
    public static Optional<RevisionKey> of(Bundle bundle) {
        String location = bundle.getLocation();
        if (!location.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String[] parts = location.substring(SCHEME.length()).split("/", -1);
        return parts.length < 3
                ? Optional.empty()
                : Optional.of(new RevisionKey(parts[0], parts[1]));
    }

    /** Where a bundle of this revision is installed from. */
    String location(String sha256) {
        return SCHEME + feature + "/" + version + "/" + sha256;
    }

    boolean has(Bundle bundle) {
        return bundle.getLocation().startsWith(SCHEME + feature + "/" + version + "/");
    }

    @Override
    public String toString() {
        return feature + " " + version;
    }
}
