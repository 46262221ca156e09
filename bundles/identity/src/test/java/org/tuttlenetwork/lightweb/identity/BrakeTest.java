// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.identity.Brake.Absence;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

class BrakeTest {
    private final Brake brake = new Brake(20);

    @Test
    void letsFewAbsencesThrough() {
        Brake.Verdict verdict = brake.judge(grants(2), true, 5, Map.of("kitchen", 5));
        assertThat(verdict.apply()).hasSize(2);
        assertThat(verdict.held()).isEmpty();
    }

    @Test
    void holdsMoreThanTheShare() {
        Brake.Verdict verdict = brake.judge(grants(21), true, 100, Map.of("kitchen", 100));
        assertThat(verdict.apply()).isEmpty();
        assertThat(verdict.held())
                .hasSize(21)
                .allSatisfy(
                        held ->
                                assertThat(held.why())
                                        .isEqualTo(
                                                "21 of 100 are missing from Zitadel's listing, more"
                                                        + " than 20 %"));
        assertThat(brake.judge(grants(20), true, 100, Map.of("kitchen", 100)).apply()).hasSize(20);
    }

    @Test
    void holdsEverythingOfAShortListing() {
        Brake.Verdict verdict = brake.judge(grants(1), false, 100, Map.of("kitchen", 9));
        assertThat(verdict.held())
                .extracting(Brake.Held::why)
                .containsExactly("Zitadel's listing was shorter than it said");
    }

    @Test
    void holdsWhatWouldEmptyAnIslandAndNothingElse() {
        Absence last = new Absence("GRANT", "last", Set.of(new RoleKey("island:attic:member")));
        Absence other = grants(1).getFirst();
        Brake.Verdict verdict =
                brake.judge(List.of(last, other), true, 100, Map.of("attic", 1, "kitchen", 9));
        assertThat(verdict.held()).extracting(Brake.Held::absence).containsExactly(last);
        assertThat(verdict.apply()).containsExactly(other);
    }

    private static List<Absence> grants(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new Absence(
                                        "GRANT",
                                        "g" + i,
                                        Set.of(new RoleKey("island:kitchen:member"))))
                .toList();
    }
}
