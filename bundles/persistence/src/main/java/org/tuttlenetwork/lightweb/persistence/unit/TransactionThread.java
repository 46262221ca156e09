// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread that is in a unit's transaction. It is to ask for no second connection of the {@link
 * Pool}: where as many threads as the pool has connections wait for a second one, all of them wait
 * for each other.
 */
public final class TransactionThread implements AutoCloseable {
    private static final ThreadLocal<UnitName> INSIDE = new ThreadLocal<>();

    private TransactionThread() {}

    static TransactionThread enter(UnitName unit) {
        INSIDE.set(unit);
        return new TransactionThread();
    }

    @Override
    public void close() {
        INSIDE.remove();
    }

    /** Connections of nobody in particular, one a thread at a time. */
    public static final class Pool extends HikariDataSource {
        /** The system property that makes it an error. */
        public static final String STRICT = "lightweb.transactions.strict";

        private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
        private static final long PAUSE = Duration.ofMinutes(1).toNanos();
        private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE - 1);

        public Pool(HikariConfig config) {
            super(config);
        }

        /**
         * Says so in the log where a thread that is in a transaction asks; where {@value #STRICT}
         * is set, as in tests, it gets none.
         */
        @Override
        public Connection getConnection() throws SQLException {
            UnitName unit = INSIDE.get();
            if (unit != null) {
                tell(
                        new IllegalStateException(
                                "This thread is in a transaction of "
                                        + unit.feature()
                                        + " already: hand that transaction on, or look before it"));
            }
            return super.getConnection();
        }

        private void tell(IllegalStateException wrong) {
            if (Boolean.getBoolean(STRICT)) {
                throw wrong;
            }
            long now = System.nanoTime();
            long last = told.get();
            if (now - last > PAUSE && told.compareAndSet(last, now)) {
                LOG.warn("A second connection is waited for with one in hand", wrong);
            }
        }
    }
}
