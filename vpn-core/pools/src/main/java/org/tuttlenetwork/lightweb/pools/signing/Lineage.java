// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import java.util.Optional;

/**
 * Where a document stands in its line.
 *
 * @param version 1 to 2^53 - 1
 * @param prevHash SHA-256 of the version before, lower-case hex; empty for the first only
 */
public record Lineage(long version, Optional<String> prevHash) {
    private static final long MAX_VERSION = (1L << 53) - 1;

    /** The first of its line. */
    public static final Lineage FIRST = new Lineage(1, Optional.empty());

    /**
     * @throws IllegalArgumentException where the version is out of range, or the hash is missing
     *     after the first or given for it
     */
    public Lineage {
        if (version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException(
                    "version is " + version + ", allowed: 1 to 2^53 - 1");
        }
        if ((version == 1) == prevHash.isPresent()) {
            throw new IllegalArgumentException("Exactly the first version has no version before");
        }
    }

    /** The place after a document. */
    public static Lineage after(Document document) {
        return after(document.version(), document.sha256());
    }

    /** The place after a version with this hash. */
    public static Lineage after(long version, String sha256) {
        return new Lineage(version + 1, Optional.of(sha256));
    }
}
