// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.Derived;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class DerivedValuesIT {
    private static TestDatabase postgres;
    private static Database unit;

    @BeforeAll
    static void start() {
        postgres = TestDatabase.start();
        unit = postgres.unit("trying", List.of(), DerivedValuesIT.class);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void seesWhatThisHostCommittedAtOnce() {
        AtomicInteger computed = new AtomicInteger();
        Derived<String, Integer> value =
                postgres.derived().derive(Set.of("kept.own"), _ -> computed.incrementAndGet());
        for (int change = 0; change < 50; change++) {
            int before = value.of("k");
            unit.write(
                    tx -> {
                        tx.publish("kept.own", "k", "{}");
                        return true;
                    });
            assertThat(value.of("k")).isGreaterThan(before);
        }
    }

    @Test
    void hearsWhatAnotherHostCommitted() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        Derived<String, Integer> value =
                postgres.derived().derive(Set.of("kept.other"), _ -> computed.incrementAndGet());
        int before = value.of("k");
        publishElsewhere("kept.other");
        long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (value.of("k") == before && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(value.of("k")).isGreaterThan(before);
    }

    @Test
    void keepsAValueWhileOnlyOtherThingsChange() {
        Stamps stamps = heard();
        AtomicInteger computed = new AtomicInteger();
        Derived<String, Integer> value = kept(stamps, computed, new AtomicLong(), 10);
        stamps.changed("b");
        assertThat(value.of("k")).isEqualTo(1);
        stamps.changed("b");
        assertThat(value.of("k")).isEqualTo(1);
        assertThat(value.of("other")).isEqualTo(2);
        stamps.changed("a");
        assertThat(value.of("k")).isEqualTo(3);
        stamps.changedAll();
        assertThat(value.of("k")).isEqualTo(4);
    }

    @Test
    void keepsNothingForLongThatNobodyPublished() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger computed = new AtomicInteger();
        Derived<String, Integer> value = kept(heard(), computed, nanos, 10);
        value.of("k");
        nanos.addAndGet(KeptValues.LONGEST.toNanos() - 1);
        assertThat(value.of("k")).isEqualTo(1);
        nanos.incrementAndGet();
        assertThat(value.of("k")).isEqualTo(2);
    }

    @Test
    void keepsNothingWhereTheFeedIsNotHeard() {
        AtomicInteger computed = new AtomicInteger();
        Derived<String, Integer> value = kept(new Stamps(), computed, new AtomicLong(), 10);
        assertThat(value.of("k")).isEqualTo(1);
        assertThat(value.of("k")).isEqualTo(2);
    }

    @Test
    void doesNotKeepAValueThatChangedWhileItWasComputed() {
        Stamps stamps = heard();
        AtomicInteger computed = new AtomicInteger();
        Derived<String, Integer> value =
                new KeptValues<>(
                        stamps,
                        Set.of("a"),
                        _ -> {
                            if (computed.get() == 0) {
                                stamps.changed("a");
                            }
                            return computed.incrementAndGet();
                        },
                        10,
                        () -> 0);
        assertThat(value.of("k")).isEqualTo(1);
        assertThat(value.of("k")).isEqualTo(2);
        assertThat(value.of("k")).isEqualTo(2);
    }

    @Test
    void keepsNoMoreThanItMay() {
        AtomicInteger computed = new AtomicInteger();
        Derived<String, Integer> value = kept(heard(), computed, new AtomicLong(), 2);
        value.of("a");
        value.of("b");
        value.of("c");
        assertThat(value.of("c")).isEqualTo(3);
        assertThat(value.of("a")).isEqualTo(4);
    }

    @Test
    void keepsNothingOfAComputationThatFailed() {
        AtomicInteger tries = new AtomicInteger();
        Derived<String, Integer> value =
                new KeptValues<>(
                        heard(),
                        Set.of("a"),
                        _ -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new IllegalStateException("down");
                            }
                            return 7;
                        },
                        10,
                        () -> 0);
        assertThatThrownBy(() -> value.of("k")).hasMessage("down");
        assertThat(value.of("k")).isEqualTo(7);
    }

    @Test
    void asksForTheTopics() {
        assertThatThrownBy(() -> postgres.derived().derive(Set.of(), key -> key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Stamps heard() {
        Stamps stamps = new Stamps();
        stamps.heard();
        return stamps;
    }

    private static Derived<String, Integer> kept(
            Stamps stamps, AtomicInteger computed, AtomicLong nanos, int most) {
        return new KeptValues<>(
                stamps, Set.of("a"), _ -> computed.incrementAndGet(), most, nanos::get);
    }

    private static void publishElsewhere(String topic) throws SQLException {
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select lightweb.publish('" + topic + "', 'k', '{}'::jsonb)");
        }
    }
}
