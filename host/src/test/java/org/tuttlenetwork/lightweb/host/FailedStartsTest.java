// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Three failed starts in a row, and what comes after them. */
class FailedStartsTest {
    @TempDir private Path data;

    @Test
    void isSafeAfterThreeStartsThatNobodySawSucceed() {
        for (int start = 0; start < 3; start++) {
            assertThat(new FailedStarts(data).safeMode()).isFalse();
        }
        assertThat(new FailedStarts(data).safeMode()).isTrue();
        assertThat(new FailedStarts(data).safeMode()).as("until one succeeds").isTrue();
    }

    @Test
    void beginsAgainAfterAGoodStart() {
        for (int start = 0; start < 4; start++) {
            new FailedStarts(data).succeeded();
        }
        assertThat(new FailedStarts(data).safeMode()).isFalse();
    }

    @Test
    void startsAsUsualWhereTheCountCannotBeRead() throws IOException {
        Files.writeString(data.resolve("failed-starts"), "many");
        assertThat(new FailedStarts(data).safeMode()).isFalse();
    }
}
