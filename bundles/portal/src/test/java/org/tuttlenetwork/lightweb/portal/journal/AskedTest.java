// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Instant;

class AskedTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-28, 2026-11-28T00:00:00Z, 2026-11-29T00:00:00Z",
        "2026-11-28T08:00:00Z, 2026-11-28T08:00:00Z, 2026-11-28T08:00:00Z",
        "2026-11-28T08:00:00.5+02:00, 2026-11-28T06:00:00.5Z, 2026-11-28T06:00:00.5Z"
    })
    void takesADayWithAllOfIt(String text, Instant from, Instant to) {
        JournalFilter filter = new Asked("", "", "", text, text).filter();
        assertThat(filter.from()).contains(from);
        assertThat(filter.to()).contains(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30", "9999-12-31", "+10000-01-01T00:00:00Z", " "})
    void namesEveryFieldThatIsNotUnderstood(String wrong) {
        assertThatThrownBy(() -> new Asked("A%", "a b", "Mia Doe", "", wrong).filter())
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(ProblemType.INVALID);
                            assertThat(e.fields())
                                    .extracting(FieldProblem::field)
                                    .containsExactly("action", "actor", "object", "to");
                        });
    }

    @Test
    void asksForEverythingWhereNothingIsSaid() {
        assertThat(Asked.ALL.filter()).isEqualTo(JournalFilter.ALL);
        assertThat(Asked.ALL.query()).isEmpty();
        assertThat(new Asked("a.b", "ada&x=1", "user:mia", "", "2026-11-28").query())
                .isEqualTo("action=a.b&actor=ada%26x%3D1&object=user%3Amia&to=2026-11-28");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "9223372036854775808"})
    void refusesAPositionThatNoPageGave(String after) {
        assertThatThrownBy(() -> JournalQuery.position(after)).hasMessageContaining("after");
        assertThat(JournalQuery.position("7")).isEqualTo(7);
        assertThat(JournalQuery.position("")).isEqualTo(Long.MAX_VALUE);
    }
}
