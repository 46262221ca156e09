// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.FleetLocks.FleetLock;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.SQLException;

class SessionLockIT {
    private final TestDatabase database = TestDatabase.start();
    private final FleetLock one = database.locks().named("test.lock");
    private final FleetLock other = database.locks().named("test.lock");

    @AfterEach
    void close() {
        one.close();
        other.close();
        database.close();
    }

    private void breakConnectionsThatHoldALock() throws SQLException {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and"
                            + " database = (select oid from pg_database where datname ="
                            + " current_database())");
        }
    }

    @Test
    void isHeldByOneUntilItIsGivenBack() {
        assertThat(one.isHeld()).isFalse();
        assertThat(one.tryToHold()).isTrue();
        assertThat(one.tryToHold()).isTrue();
        assertThat(other.tryToHold()).isFalse();
        assertThat(other.isHeld()).isFalse();
        one.close();
        assertThat(one.isHeld()).isFalse();
        assertThat(other.tryToHold()).isTrue();
        assertThat(one.tryToHold()).isFalse();
    }

    @Test
    void isLostWithItsConnectionAndNotTakenAnewByLooking() throws SQLException {
        assertThat(one.tryToHold()).isTrue();
        breakConnectionsThatHoldALock();
        assertThat(one.isHeld()).isFalse();
        assertThat(one.isHeld()).isFalse();
        assertThat(other.tryToHold()).isTrue();
        assertThat(one.tryToHold()).isFalse();
    }

    @Test
    void differsByName() {
        try (FleetLock another = database.locks().named("test.another")) {
            assertThat(one.tryToHold()).isTrue();
            assertThat(another.tryToHold()).isTrue();
        }
    }
}
