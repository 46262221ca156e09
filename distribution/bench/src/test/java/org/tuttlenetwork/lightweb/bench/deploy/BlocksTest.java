// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.bench.load.Sample;
import org.tuttlenetwork.lightweb.bench.load.Swap;
import org.tuttlenetwork.lightweb.bench.load.Swaps;

import java.util.List;

class BlocksTest {
    private static final Swaps BLOCK =
            new Swaps(
                    List.of(
                            new Sample(0, 1_000_000, ""),
                            new Sample(2_000_000, 3_000_000, "404"),
                            new Sample(4_000_000, 7_000_000, "")),
                    List.of(new Swap(1_500_000, 5_000_000)));

    @Test
    void addsUpWhatIsLostAndSaysWhy() {
        Blocks two = new Blocks(List.of(BLOCK, BLOCK));
        assertThat(two.lost().figure()).isEqualTo(2);
        assertThat(two.words()).isEqualTo("2 of 6 {404=2}");
    }

    @Test
    void keepsTheTailOfEachBlockAndThePauseOfEachUpdate() {
        Blocks two = new Blocks(List.of(BLOCK, BLOCK));
        assertThat(two.tailDuring().values()).containsExactly(3.0, 3.0);
        assertThat(two.tailAtRest().values()).containsExactly(1.0, 1.0);
        assertThat(two.pauses().values()).containsExactly(6.0, 6.0);
    }
}
