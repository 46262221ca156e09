// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.persistence.feed.FeedStore;

import java.sql.SQLException;
import java.time.Duration;

/** Keeps the feed from growing for ever. */
final class ForgetOldChanges implements RecurringTask {
    private final FeedStore store;
    private final int days;

    ForgetOldChanges(FeedStore store, int days) {
        this.store = store;
        this.days = days;
    }

    @Override
    public String name() {
        return "forget-old-changes";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        try {
            store.forgetOlderThan(days);
        } catch (SQLException e) {
            throw new IllegalStateException("Old changes could not be removed", e);
        }
    }
}
