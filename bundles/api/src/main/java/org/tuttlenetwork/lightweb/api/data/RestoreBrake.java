// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import java.util.List;
import java.util.Optional;

/**
 * The brake of a restored, older state: what follows from it alone is not done in the world outside
 * until an administrator has seen it and released it. What a person asks for after the restore, and
 * what a verified event says, goes through (DECISIONS 1.7). Calls block on PostgreSQL only while a
 * restore is held, and are made before a transaction, never in one.
 */
public interface RestoreBrake {
    /** The restore that holds now; empty where there was none, or it was released. */
    Optional<Restoration> held();

    /**
     * Takes part: nobody can release before this part has reported. Keeps what the part found right
     * after the restore, so that it can tell later what was asked for since.
     *
     * @param part the feature that holds something back
     * @param json what it found; kept at the first call of all hosts, and ignored at later ones
     * @return what was kept
     * @throws IllegalStateException if no restore is held
     */
    String join(String part, String json);

    /**
     * Says what this part holds back now, in words and without names of people; an administrator
     * sees it, and releases exactly that. Ignored where no restore is held.
     */
    void report(String part, List<String> held);
}
