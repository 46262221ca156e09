// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import com.zaxxer.hikari.HikariDataSource;

import org.tuttlenetwork.lightweb.persistence.feed.FeedStore;
import org.tuttlenetwork.lightweb.persistence.feed.PostgresFeed;
import org.tuttlenetwork.lightweb.persistence.unit.Server;
import org.tuttlenetwork.lightweb.persistence.work.WorkScheduler;

/**
 * A database that is up, with what lives on it.
 *
 * @param server where it is
 * @param pool connections of nobody in particular
 * @param feedStore the feed's tables
 * @param feed the feed
 * @param work the scheduler
 */
public record RunningDatabase(
        Server server,
        HikariDataSource pool,
        FeedStore feedStore,
        PostgresFeed feed,
        WorkScheduler work)
        implements AutoCloseable {
    @Override
    public void close() {
        work.close();
        feed.close();
        pool.close();
    }
}
