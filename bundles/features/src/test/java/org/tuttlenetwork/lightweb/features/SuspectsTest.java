// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;

import java.nio.file.Path;

class SuspectsTest {
    private static final RevisionKey GARDEN = new RevisionKey("garden", "1.0.0");
    private static final RevisionKey ATTIC = new RevisionKey("attic", "2.0.0");

    @TempDir private Path data;

    @Test
    void namesWhatWasBeingStartedBeforeWhatHadBeen() {
        Suspects dies = new Suspects(data);
        dies.begin();
        dies.starting(ATTIC);
        dies.started(ATTIC);
        dies.starting(GARDEN);
        assertThat(new Suspects(data).words())
                .isEqualTo("The host ended while it started garden 1.0.0.");
    }

    @Test
    void namesWhatHadBeenStartedWhereTheHostEndedLater() {
        Suspects dies = new Suspects(data);
        dies.begin();
        dies.starting(ATTIC);
        dies.started(ATTIC);
        assertThat(new Suspects(data).words())
                .isEqualTo("The host ended after it had started attic 2.0.0.");
    }

    @Test
    void suspectsNobodyOfAnEarlierStart() {
        new Suspects(data).starting(ATTIC);
        new Suspects(data).begin();
        assertThat(new Suspects(data).words()).startsWith("None had been started");
    }
}
