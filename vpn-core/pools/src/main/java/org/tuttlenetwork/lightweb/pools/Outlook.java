// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.net.URI;
import java.util.List;

/**
 * What is coming: a pending law, not yet in any input.
 *
 * @param level how near
 * @param evidence in words; empty where the level is CLEAR
 * @param citations what it rests on
 */
public record Outlook(Level level, String evidence, List<URI> citations) {
    /** Nothing is known to be coming. */
    public static final Outlook CLEAR = new Outlook(Level.CLEAR, "", List.of());

    /**
     * @throws IllegalArgumentException where a warning has no evidence
     */
    public Outlook {
        citations = List.copyOf(citations);
        if (level != Level.CLEAR && evidence.isBlank()) {
            throw new IllegalArgumentException("outlook " + level + " needs evidence");
        }
    }

    /** How near a change is. */
    public enum Level {
        CLEAR,
        /** A law is being discussed that would change an axis. */
        WATCH,
        /** A law is passed or about to be, and will change an axis. */
        STORM
    }
}
