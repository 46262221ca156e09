// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** When an object that fails is tried again. */
class FailingTest {
    private static final ObjectKey KITCHEN =
            new ObjectKey(ObjectKey.Kind.GROUP, "islands", "kitchen", "members");
    private static final Change DEVICES = new Change.RemovePeers(KITCHEN, "g", Set.of("p"));
    private static final Change USER = new Change.RemoveAutoGroups(KITCHEN, "1", Set.of("g"));

    private Instant now = Instant.EPOCH;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Failing failing = new Failing(clock);

    @Test
    void triesAnObjectEverLaterAndSaysThatItFailsFromTheThirdTimeOn() {
        assertThat(failing.failed(DEVICES, "500").isSteady()).isFalse();
        assertThat(failing.waiting(DEVICES)).isPresent();
        now = now.plusSeconds(1);
        assertThat(failing.waiting(DEVICES)).isEmpty();
        assertThat(failing.failed(DEVICES, "500").isSteady()).isFalse();
        now = now.plusSeconds(1);
        assertThat(failing.waiting(DEVICES)).isPresent();
        assertThat(failing.failed(DEVICES, "500").isSteady()).isTrue();
        for (int i = 0; i < 20; i++) {
            failing.failed(DEVICES, "500");
        }
        now = now.plusSeconds(60);
        assertThat(failing.waiting(DEVICES)).isEmpty();
    }

    @Test
    void leavesOtherObjectsAloneAndForgetsWhatIsNotPlannedAnyMore() {
        failing.failed(DEVICES, "500");
        assertThat(failing.waiting(USER)).isEmpty();
        failing.failed(USER, "500");
        failing.keep(List.of(USER));
        assertThat(failing.waiting(DEVICES)).isEmpty();
        failing.done(USER);
        assertThat(failing.waiting(USER)).isEmpty();
    }
}
