// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

class SlugTest {
    @ParameterizedTest
    @ValueSource(strings = {"kitchen", "a1b", "tea-house", "0-0", "a-b-c-d"})
    void takesWhatTheRuleAllows(String value) {
        assertThat(new Slug(value).rolePrefix()).isEqualTo("island:" + value + ":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "-abc",
                "abc-",
                "a--b",
                "Abc",
                "a_b",
                "a b",
                "caf\u00e9",
                "xn--abc",
                "a:b",
                "all",
                "vpn-nodes",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesTheRestNamingTheField(String value) {
        assertThatExceptionOfType(LightWebException.class)
                .isThrownBy(() -> new Slug(value))
                .satisfies(
                        refusal -> {
                            assertThat(refusal.type()).isEqualTo(ProblemType.INVALID);
                            assertThat(refusal.fields().getFirst().field()).isEqualTo("slug");
                        });
    }
}
