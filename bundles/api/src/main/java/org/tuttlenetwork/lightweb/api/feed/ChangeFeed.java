// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feed;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the feed. Every host sees every entry. */
public interface ChangeFeed {
    /** The number of the newest entry; 0 where there is none. */
    long latest();

    /**
     * Entries after a position.
     *
     * @param after a number seen before, or 0
     * @param topics which topics; empty for all
     * @param limit 1 to 1000
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException of type GONE where entries
     *     after the position have been removed since
     */
    List<FeedEntry> after(long after, Set<String> topics, int limit);

    /**
     * Calls back for each entry after a position, in order, on a thread of the feed's; a slow
     * consumer delays only itself.
     *
     * @return ends the subscription when closed
     */
    AutoCloseable subscribe(long after, Set<String> topics, Consumer<FeedEntry> consumer);
}
