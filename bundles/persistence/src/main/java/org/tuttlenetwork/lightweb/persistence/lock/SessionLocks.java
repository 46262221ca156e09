// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.lock;

import org.tuttlenetwork.lightweb.api.data.FleetLocks;

import javax.sql.DataSource;

/** Session-level advisory locks of PostgreSQL. */
public final class SessionLocks implements FleetLocks {
    private final DataSource direct;

    /**
     * @param direct connections outside the pool: the lock is the session's
     */
    public SessionLocks(DataSource direct) {
        this.direct = direct;
    }

    @Override
    public FleetLock named(String name) {
        return new SessionLock(direct, name);
    }
}
