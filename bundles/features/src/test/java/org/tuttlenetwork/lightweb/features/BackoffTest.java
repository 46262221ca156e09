// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class BackoffTest {
    private Instant now = Instant.EPOCH;
    private final Backoff backoff = new Backoff(() -> now);

    @Test
    void triesSoonAndThenEverLaterButNeverGivesUp() {
        List<Long> tried = new ArrayList<>();
        for (long second = 0; second < 1500; second++) {
            now = Instant.ofEpochSecond(second);
            if (backoff.isDue("garden")) {
                tried.add(second);
            }
        }
        assertThat(tried).startsWith(0L, 3L, 9L, 21L, 45L).contains(681L, 981L, 1281L);
    }

    @Test
    void beginsAnewAfterItWorked() {
        assertThat(backoff.isDue("garden")).isTrue();
        assertThat(backoff.isDue("garden")).isFalse();
        backoff.keepOnly(List.of("attic"));
        assertThat(backoff.isDue("garden")).isTrue();
    }
}
