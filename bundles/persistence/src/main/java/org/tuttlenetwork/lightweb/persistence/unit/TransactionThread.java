// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A thread that is in a unit's transaction. It gets no second connection from the {@link Pool}:
 * where as many threads as the pool has connections wait for a second one, all of them wait for
 * each other.
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
        public Pool(HikariConfig config) {
            super(config);
        }

        /**
         * @throws IllegalStateException to a thread that is in a transaction
         */
        @Override
        public Connection getConnection() throws SQLException {
            UnitName unit = INSIDE.get();
            if (unit != null) {
                throw new IllegalStateException(
                        "This thread is in a transaction of "
                                + unit.feature()
                                + " already: hand that transaction on, or look before it");
            }
            return super.getConnection();
        }
    }
}
