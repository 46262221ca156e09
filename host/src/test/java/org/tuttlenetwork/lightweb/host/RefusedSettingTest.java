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
                        new InvocationTargetException(
                                new IllegalArgumentException(SENTENCE, new Exception("why"))));
        assertThat(RefusedSetting.in(failure)).contains(SENTENCE);
    }

    @Test
    void findsItInTheTextOfAStackTrace() {
        String trace =
                """
                java.lang.RuntimeException: a component
                \tat x.Y.z(Y.java:1)
                Caused by: java.lang.IllegalArgumentException: %s
                \t... 3 more
                Caused by: java.nio.file.NoSuchFileException: /x
                """
                        .formatted(SENTENCE);
        assertThat(RefusedSetting.in(trace)).contains(SENTENCE);
        assertThat(RefusedSetting.in("java.lang.IllegalStateException: etc/x")).isEmpty();
    }

    @Test
    void leavesOtherFailuresTheirStack() {
        assertThat(RefusedSetting.in(new IllegalArgumentException("etc is missing"))).isEmpty();
        assertThat(RefusedSetting.in(new IllegalArgumentException())).isEmpty();
        assertThat(RefusedSetting.in(new IllegalStateException(SENTENCE))).isEmpty();
    }
}
