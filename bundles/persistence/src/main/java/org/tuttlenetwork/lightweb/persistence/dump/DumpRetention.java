// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Forgets dumps of schemas that were kept for long enough. */
public final class DumpRetention implements RecurringTask {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final StoredDumps dumps;
    private final Clock clock;

    public DumpRetention(StoredDumps dumps, Clock clock) {
        this.dumps = dumps;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-old-dumps";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        try {
            dumps.forget(clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException("Old dumps could not be removed", e);
        }
    }
}
