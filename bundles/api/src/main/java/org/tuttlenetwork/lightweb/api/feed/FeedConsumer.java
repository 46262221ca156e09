// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feed;

import java.util.Set;

/**
 * A service that reacts to changes, once in the whole fleet: its position is stored in PostgreSQL,
 * and one host at a time calls it, in the active revision of its feature. At least once: an entry
 * is seen again after a crash.
 */
public interface FeedConsumer {
    /** Unique in the feature, stable over versions: the stored position hangs on it. */
    String name();

    /** Which topics. */
    Set<String> topics();

    /**
     * Handles one entry; an exception means that it is tried again later, with backoff, and blocks
     * later ones.
     */
    void accept(FeedEntry entry);
}
