// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Removes old entries of the feed: by default after days, of topics that would be a log of people's
 * devices within the hour (DECISIONS 4.3).
 */
public final class Retention implements RecurringTask {
    private static final Duration SHORT = Duration.ofMinutes(50);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final FeedStore store;
    private final Duration age;
    private final List<String> shortLived;

    /**
     * @param age how long entries are kept
     * @param shortLived how topics begin whose entries are gone within the hour
     */
    public Retention(FeedStore store, Duration age, List<String> shortLived) {
        this.store = store;
        this.age = age;
        this.shortLived = List.copyOf(shortLived);
    }

    @Override
    public String name() {
        return "forget-old-changes";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        try {
            for (String prefix : shortLived) {
                store.forgetTopics(prefix, SHORT);
            }
            store.forgetAll(age);
        } catch (SQLException e) {
            throw new IllegalStateException("Old changes could not be removed", e);
        }
    }
}
