// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

class BrakeTest {
    private final Hand clock = new Hand();
    private final Brake brake = new Brake(clock);

    private static Actual listing(int users) {
        Map<String, Actual.User> all = new HashMap<>();
        for (int i = 0; i < users; i++) {
            all.put("u" + i, new Actual.User("u" + i, "user", false, false, java.util.List.of()));
        }
        return new Actual(Map.of(), Map.of(), all, Map.of(), Map.of());
    }

    @Test
    void doubtsAListingOfLessThanHalf() {
        assertThat(brake.judge(listing(10))).isEmpty();
        assertThat(brake.judge(listing(5))).isEmpty();
        assertThat(brake.judge(listing(2)))
                .hasValueSatisfying(w -> assertThat(w).contains("2 users after 5"));
        assertThat(brake.judge(listing(5))).isEmpty();
    }

    @Test
    void believesWhatStaysShort() {
        assertThat(brake.judge(listing(10))).isEmpty();
        assertThat(brake.judge(listing(0))).isPresent();
        clock.now = clock.now.plus(Duration.ofMinutes(9));
        assertThat(brake.judge(listing(0))).isPresent();
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertThat(brake.judge(listing(0))).isEmpty();
        assertThat(brake.judge(listing(0))).isEmpty();
    }

    @Test
    void doubtsNoSmallNumbers() {
        assertThat(brake.judge(listing(3))).isEmpty();
        assertThat(brake.judge(listing(0))).isEmpty();
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
