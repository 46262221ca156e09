// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private final HeapWatch watch = new HeapWatch(_ -> {});

    @Test
    void endsAHostWhoseHeapStaysFullThroughThreeCollections() {
        assertThat(watch.isOver(1, 0.98)).isFalse();
        assertThat(watch.isOver(2, 0.98)).isFalse();
        assertThat(watch.isOver(3, 0.99)).isTrue();
    }

    @Test
    void countsNoCollectionTwice() {
        for (int look = 0; look < 10; look++) {
            assertThat(watch.isOver(1, 0.99)).isFalse();
        }
    }

    @Test
    void forgetsWhatOneCollectionCouldFree() {
        assertThat(watch.isOver(1, 0.98)).isFalse();
        assertThat(watch.isOver(2, 0.98)).isFalse();
        assertThat(watch.isOver(3, 0.50)).isFalse();
        assertThat(watch.isOver(4, 0.98)).isFalse();
    }
}
