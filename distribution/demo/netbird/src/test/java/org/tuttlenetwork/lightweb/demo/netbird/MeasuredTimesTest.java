// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.netbird.state.Size;

import java.time.Duration;

/** The table of netbird.md §5.1. */
class MeasuredTimesTest {
    private static final Size NOTHING = new Size(0, 0, 0, 0);
    private static final Size GROUPS = new Size(1000, 0, 3, 3);
    private static final Size BOTH = new Size(1000, 1000, 3, 3);

    @Test
    void takesWhatWasMeasuredAtTheMeasuredSizes() {
        assertThat(millis("PUT", "/api/groups/g", NOTHING)).isEqualTo(7);
        assertThat(millis("PUT", "/api/groups/g", GROUPS)).isEqualTo(28);
        assertThat(millis("PUT", "/api/groups/g", BOTH)).isEqualTo(50);
        assertThat(millis("PUT", "/api/users/u", BOTH)).isEqualTo(57);
        assertThat(millis("DELETE", "/api/groups/g", BOTH)).isEqualTo(70);
        assertThat(millis("GET", "/api/policies", BOTH)).isEqualTo(193);
    }

    @Test
    void isAStraightLineBetweenAndAbove() {
        assertThat(millis("GET", "/api/policies", new Size(500, 500, 3, 3))).isEqualTo(98);
        assertThat(millis("PUT", "/api/groups/g", new Size(10_000, 10_000, 3, 3))).isEqualTo(437);
    }

    @Test
    void takesNothingAwayWherePoliciesWereMeasuredToCostNothing() {
        assertThat(millis("GET", "/api/groups", BOTH)).isEqualTo(18);
        assertThat(millis("GET", "/api/groups/g", BOTH)).isEqualTo(5);
    }

    @Test
    void listsOfPeopleAndDevicesGrowWithThose() {
        assertThat(millis("GET", "/api/peers", new Size(1, 0, 3, 5000))).isEqualTo(150);
        assertThat(millis("GET", "/api/peers", new Size(1, 0, 3, 10_000))).isEqualTo(275);
        assertThat(millis("GET", "/api/users", new Size(1, 0, 5000, 3))).isEqualTo(20);
    }

    @Test
    void whatNobodyMeasuredTakesWhatReadingOneGroupTakes() {
        assertThat(millis("GET", "/api/dns/zones", BOTH)).isEqualTo(5);
        assertThat(millis("DELETE", "/api/policies/p", BOTH)).isEqualTo(52);
    }

    private static long millis(String method, String path, Size size) {
        Duration time = MeasuredTimes.of(method, path, size);
        return time.toMillis();
    }
}
