// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.util.List;

/** How an installation ended. */
public sealed interface InstallOutcome {
    /**
     * It runs, and did not before.
     *
     * @param feature which
     * @param version which version
     */
    record Installed(FeatureId feature, String version) implements InstallOutcome {}

    /**
     * It runs in place of another version.
     *
     * @param previous the version before
     */
    record Updated(FeatureId feature, String version, String previous) implements InstallOutcome {}

    /** Exactly this archive runs already; nothing was changed. */
    record AlreadyPresent(FeatureId feature, String version) implements InstallOutcome {}

    /**
     * It waits for an administrator; nothing was changed.
     *
     * @param reason what it waits for
     */
    record Waiting(FeatureId feature, String version, String reason) implements InstallOutcome {}

    /**
     * It is refused; nothing was changed.
     *
     * @param reasons which rules it breaks, in words
     */
    record Rejected(List<String> reasons) implements InstallOutcome {
        public Rejected {
            reasons = List.copyOf(reasons);
        }
    }
}
