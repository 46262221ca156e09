// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SwapsTest {
    private static final Swaps SWAPS =
            new Swaps(
                    List.of(
                            sample(0, 1, ""),
                            sample(5, 7, ""),
                            sample(10, 11, "404"),
                            sample(15, 16, "404"),
                            sample(20, 24, ""),
                            sample(25, 26, "")),
                    List.of(new Swap(millis(9), millis(21))));

    @Test
    void whatOverlapsAnUpdateIsDuringIt() {
        assertThat(SWAPS.during().values()).containsExactly(4.0);
        assertThat(SWAPS.atRest().values()).containsExactlyInAnyOrder(1.0, 2.0, 1.0);
    }

    @Test
    void whatHasNoGoodAnswerIsLost() {
        assertThat(SWAPS.lost()).extracting(Sample::lost).containsExactly("404", "404");
    }

    @Test
    void aPauseIsBetweenTwoGoodAnswersAroundAnUpdate() {
        assertThat(SWAPS.pauses()).containsExactly(17.0);
    }

    private static Sample sample(long begin, long end, String lost) {
        return new Sample(millis(begin), millis(end), lost);
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
