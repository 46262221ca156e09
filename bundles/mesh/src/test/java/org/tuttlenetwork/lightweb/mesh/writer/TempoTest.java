// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** netbird.md §5.1, DECISIONS 1.8: on a clock that is turned by hand. */
class TempoTest {
    private long now = Long.MAX_VALUE - 1;
    private final Tempo tempo = new Tempo(Duration.ofMillis(1200), () -> now);

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void letsEverythingOutAtFirst() {
        assertThat(tempo.untilRemoval()).isZero();
        assertThat(tempo.untilGrant()).isZero();
        assertThat(tempo.untilNames()).isZero();
    }

    @Test
    void letsARemovalOutAtOnceAfterGrantsAndNames() {
        tempo.granted();
        assertThat(tempo.untilRemoval()).isZero();
        tempo.named();
        assertThat(tempo.untilRemoval()).isZero();
    }

    @Test
    void takesTheRemovalsOfHalfASecondTogetherAndThenIsQuiet() {
        tempo.removing();
        tempo.removed();
        pass(499);
        assertThat(tempo.untilRemoval()).isZero();
        tempo.removing();
        tempo.removed();
        pass(2);
        assertThat(tempo.untilRemoval()).isBetween(1190L, 1200L);
        pass(1200);
        assertThat(tempo.untilRemoval()).isZero();
    }

    @Test
    void isQuietAlsoWhereTheLastOnesTookLong() {
        tempo.removing();
        pass(100);
        tempo.removed();
        pass(300);
        tempo.removing();
        pass(700);
        tempo.removed();
        assertThat(tempo.untilRemoval()).isBetween(1190L, 1201L);
    }

    @Test
    void isQuietAfterGrantsRemovalsAndNames() {
        tempo.granted();
        assertThat(tempo.untilGrant()).isBetween(1200L, 1201L);
        pass(1000);
        tempo.removed();
        assertThat(tempo.untilGrant()).isBetween(1200L, 1201L);
        pass(1201);
        assertThat(tempo.untilGrant()).isZero();
        tempo.named();
        assertThat(tempo.untilGrant()).isBetween(1200L, 1201L);
    }

    @Test
    void givesNamesALaneOfTheirOwn() {
        tempo.named();
        pass(1201);
        assertThat(tempo.untilGrant()).isZero();
        assertThat(tempo.untilNames()).isBetween(1790L, 1800L);
        pass(1800);
        tempo.granted();
        assertThat(tempo.untilNames()).isBetween(1200L, 1201L);
    }

    @Test
    void hasEnoughOfABurstAfterAFewSeconds() {
        pass(10_000);
        tempo.begins();
        pass(4_799);
        assertThat(tempo.isLong()).isFalse();
        pass(1);
        assertThat(tempo.isLong()).isTrue();
        tempo.begins();
        assertThat(tempo.isLong()).isFalse();
    }

    @Test
    void looksForSomethingNewEachHalfSecondOfABurst() {
        tempo.begins();
        assertThat(tempo.isTimeToLook()).isFalse();
        pass(500);
        assertThat(tempo.isTimeToLook()).isTrue();
        assertThat(tempo.isTimeToLook()).isFalse();
        pass(500);
        assertThat(tempo.isTimeToLook()).isTrue();
    }
}
