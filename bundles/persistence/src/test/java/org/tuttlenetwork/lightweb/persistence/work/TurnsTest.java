// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class TurnsTest {
    private final Turns turns = new Turns(1);

    @Test
    void aTaskRunsUnderItsNameAndGivesItsThreadBack() {
        String before = Thread.currentThread().getName();
        List<String> names = new ArrayList<>();

        boolean ran =
                turns.take("garden", "weeding", () -> names.add(Thread.currentThread().getName()));

        assertThat(ran).isTrue();
        assertThat(names).containsExactly("work garden/weeding");
        assertThat(Thread.currentThread().getName()).isEqualTo(before);
    }

    @Test
    void aFeatureWhoseTasksDoNotEndWaitsAndOthersDoNot() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread endless =
                Thread.ofPlatform()
                        .start(() -> turns.take("garden", "weeding", () -> await(running, end)));
        running.await();

        assertThat(turns.take("garden", "watering", () -> {})).isFalse();
        assertThat(turns.take("pond", "weeding", () -> {})).isTrue();
        end.countDown();
        endless.join();

        assertThat(turns.take("garden", "watering", () -> {})).isTrue();
    }

    @Test
    void aTaskThatFailsLeavesItsTurn() {
        assertThatThrownBy(() -> turns.take("garden", "weeding", TurnsTest::fail))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(turns.take("garden", "weeding", () -> {})).isTrue();
    }

    private static void fail() {
        throw new OutOfMemoryError("The greenhouse is full");
    }

    private static void await(CountDownLatch running, CountDownLatch end) {
        running.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
