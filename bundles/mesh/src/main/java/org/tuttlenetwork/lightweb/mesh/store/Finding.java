// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import java.time.Instant;

/**
 * Something that an administrator should know.
 *
 * @param number another for each, growing
 * @param feature whose fragment it is about; empty where it is about none
 * @param fragment its name
 * @param words what it is, without ids of people
 */
public record Finding(
        long number, Instant at, Kind kind, String feature, String fragment, String words) {
    /** The kinds of findings. */
    public enum Kind {
        /** NetBird was not as declared any more, and was brought back. */
        REPAIRED,
        /** Left as it is until a person decides, or a reading explains it (DECISIONS 1.7). */
        HELD,
        /** NetBird refuses a change, or keeps it in another form. */
        REFUSED,
        /** A listing had much less in it than the one before. */
        SHORT_LISTING,
        /** NetBird's Default policy was removed, as configured. */
        DEFAULT_POLICY,
        /** Done because an administrator approved it. */
        APPROVED,
        /** A token for NetBird was made, or retired. */
        TOKEN
    }
}
