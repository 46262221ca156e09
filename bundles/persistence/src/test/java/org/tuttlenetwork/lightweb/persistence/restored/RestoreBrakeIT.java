// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.restored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.time.Instant;
import java.util.List;

class RestoreBrakeIT {
    private final TestDatabase database = TestDatabase.start();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isNoneWhereNothingWasRestored() {
        assertThat(database.brake().held()).isEmpty();
        assertThat(database.brake().show()).isEmpty();
        assertThatThrownBy(() -> database.brake().release("ada", "x", Instant.now()))
                .hasMessageContaining("No restore is held");
    }

    @Test
    void holdsUntilWhatWasSeenIsReleased() {
        database.restored();
        PostgresRestoreBrake brake = database.brake();
        assertThat(brake.held()).isPresent();
        String nothing = brake.show().orElseThrow().seen();
        assertThatThrownBy(() -> brake.release("ada", nothing, Instant.now()))
                .hasMessageContaining("Not everything has been looked at");

        assertThat(brake.join("mesh", "[1]")).isEqualTo("[1]");
        assertThat(brake.join("mesh", "[2]")).isEqualTo("[1]");
        assertThatThrownBy(
                        () ->
                                brake.release(
                                        "ada", brake.show().orElseThrow().seen(), Instant.now()))
                .hasMessageContaining("(mesh)");

        brake.report("mesh", List.of("delete group a"));
        String seen = brake.show().orElseThrow().seen();
        brake.report("mesh", List.of("delete group a", "delete group b"));
        assertThatThrownBy(() -> brake.release("ada", seen, Instant.now()))
                .hasMessageContaining("not what you have seen any more");
        assertThat(brake.held()).isPresent();

        brake.release("ada", brake.show().orElseThrow().seen(), Instant.now());
        assertThat(brake.held()).isEmpty();
        assertThat(new PostgresRestoreBrake(database.pool()).held()).isEmpty();
    }
}
