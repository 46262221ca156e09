// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.tuttlenetwork.lightweb.api.feed.FeedEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The newest entries in memory, so that thousands of subscribers cost one query for each change and
 * not one each.
 *
 * @param from all entries after this number, up to {@code to}, are in here
 * @param to the newest number
 * @param entries in order
 */
record Recent(long from, long to, List<FeedEntry> entries) {
    static final int MOST = 1000;

    Recent {
        entries = List.copyOf(entries);
    }

    /** Nothing but the position. */
    static Recent at(long number) {
        return new Recent(number, number, List.of());
    }

    /**
     * @param fresh all entries after {@link #to}
     * @param newest the newest number, not below the last of them
     */
    Recent with(List<FeedEntry> fresh, long newest) {
        List<FeedEntry> all = new ArrayList<>(entries);
        all.addAll(fresh);
        int drop = all.size() - MOST;
        if (drop <= 0) {
            return new Recent(from, newest, all);
        }
        return new Recent(all.get(drop - 1).number(), newest, all.subList(drop, all.size()));
    }

    boolean covers(long position) {
        return position >= from;
    }

    List<FeedEntry> after(long position, Set<String> topics) {
        return entries.stream()
                .filter(entry -> entry.number() > position)
                .filter(entry -> topics.isEmpty() || topics.contains(entry.topic()))
                .toList();
    }
}
