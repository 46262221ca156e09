// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;

import java.time.Duration;
import java.time.Instant;

/** When a token is replaced, and when a person has to. */
class RotationTest {
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private static TokenLife life(int days) {
        return new TokenLife(MADE, day(days));
    }

    private static Instant day(double days) {
        return MADE.plus(Duration.ofHours((long) (days * 24)));
    }

    private static Rotation rotation(int before) {
        return new Rotation(Duration.ofDays(before), 180);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 365, 335",
        "30, 180, 150",
        "30, 60, 30",
        "30, 59, 29.5",
        "30, 10, 5",
        "30, 1, 0.5",
        "1, 2, 1",
        "182, 365, 183",
        "182, 363, 181.5"
    })
    void isDueBeforeTheEndOrAtHalfOfAShortLife(int before, int days, double due) {
        assertThat(rotation(before).due(life(days))).contains(day(due));
        assertThat(rotation(before).isDue(life(days), day(due))).isTrue();
        assertThat(rotation(before).isDue(life(days), day(due).minusSeconds(1))).isFalse();
    }

    @Test
    void isNeverDueWhereItIsOff() {
        assertThat(rotation(0).due(life(10))).isEmpty();
        assertThat(rotation(0).isDue(life(10), day(20))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // Off: from 14 days before the end.
        "0, 180, 165, false, false",
        "0, 180, 166, false, true",
        // Overdue and not replaced, by whichever host.
        "30, 180, 152, false, false",
        "30, 180, 166, false, true",
        // A failure, but there is time.
        "30, 180, 165, true, false",
        "30, 180, 166, true, true",
        // Replaced late by intention: only a failure or a day of silence needs a person.
        "5, 180, 174, false, false",
        "5, 180, 175.5, false, false",
        "5, 180, 176, false, true",
        "5, 180, 174, true, true",
        // A short one within its last 14 days all its life.
        "30, 7, 0, false, false",
        "30, 7, 4, false, false",
        "30, 7, 4.5, false, true",
        "30, 7, 4, true, true",
        // Over.
        "1, 1, 1, false, true"
    })
    void needsAPersonWhereItEndsSoonAndNobodyReplacesIt(
            int before, int days, double now, boolean failed, boolean needed) {
        assertThat(rotation(before).needsAPerson(life(days), day(now), failed)).isEqualTo(needed);
    }
}
