// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;

class RefusedSettingTest {
    private static final String SENTENCE = "etc/lightweb.web.cfg: port = x is not allowed";

    @Test
    void findsTheSentenceUnderWhateverIsAroundIt() {
        Throwable failure =
                new IllegalStateException(
                        "a component",
                        new InvocationTargetException(new IllegalArgumentException(SENTENCE)));
        assertThat(RefusedSetting.in(failure)).contains(SENTENCE);
    }

    @Test
    void leavesOtherFailuresTheirStack() {
        assertThat(RefusedSetting.in(new IllegalArgumentException("etc is missing"))).isEmpty();
        assertThat(RefusedSetting.in(new IllegalArgumentException())).isEmpty();
        assertThat(RefusedSetting.in(new IllegalStateException(SENTENCE))).isEmpty();
    }
}
