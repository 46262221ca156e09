// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class BrakeTest {
    private final Hand clock = new Hand();
    private final Brake brake = new Brake(clock);

    private Optional<String> judge(Actual actual) {
        return brake.judge(new Plan(List.of(), Map.of(), List.of()), actual).tooShort();
    }

    private static Actual listing(int users) {
        Map<String, Actual.User> all = new HashMap<>();
        for (int i = 0; i < users; i++) {
            all.put("u" + i, new Actual.User("u" + i, "user", false, false, List.of()));
        }
        return new Actual(Map.of(), Map.of(), all, Map.of(), Map.of());
    }

    @Test
    void doubtsAListingOfLessThanHalf() {
        assertThat(judge(listing(10))).isEmpty();
        assertThat(judge(listing(5))).isEmpty();
        assertThat(judge(listing(2)))
                .hasValueSatisfying(w -> assertThat(w).contains("2 users after 5"));
        assertThat(judge(listing(5))).isEmpty();
    }

    @Test
    void believesWhatStaysShort() {
        assertThat(judge(listing(10))).isEmpty();
        assertThat(judge(listing(0))).isPresent();
        clock.now = clock.now.plus(Duration.ofMinutes(9));
        assertThat(judge(listing(0))).isPresent();
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertThat(judge(listing(0))).isEmpty();
        assertThat(judge(listing(0))).isEmpty();
    }

    @Test
    void doubtsNoSmallNumbers() {
        assertThat(judge(listing(3))).isEmpty();
        assertThat(judge(listing(0))).isEmpty();
    }

    @Test
    void holdsOnlyWhatFollowsFromAnAbsence() {
        Change forget = new Change.Forget(key("gone"), "g1");
        Change remove = new Change.RemovePeers(key("members"), "g2", Set.of("p1"));
        Change orphan = new Change.DeleteGroup(key("old"), "g3");
        Plan plan = new Plan(List.of(forget, remove), Map.of(), List.of(orphan));
        assertThat(brake.judge(plan, listing(10)).held())
                .extracting(Held::change)
                .containsExactly(orphan);
        assertThat(brake.judge(plan, listing(2)).held())
                .extracting(Held::change)
                .containsExactly(orphan, forget);
    }

    private static ObjectKey key(String key) {
        return new ObjectKey(ObjectKey.Kind.GROUP, "islands", "kitchen", key);
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
