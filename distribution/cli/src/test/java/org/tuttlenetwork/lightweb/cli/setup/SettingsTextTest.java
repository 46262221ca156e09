// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class SettingsTextTest {
    @Test
    void aKeyIsSetWhereItIsExplained() {
        String template = "# Where it is\n#url =\n\n# How often\n#poll_seconds = 5\n";
        assertThat(SettingsText.with(template, Map.of("url", "https://a", "new", "1")))
                .isEqualTo(
                        "# Where it is\n"
                                + "url = https://a\n\n"
                                + "# How often\n"
                                + "#poll_seconds = 5\n"
                                + "new = 1\n");
    }

    @Test
    void whatIsSetGoesBeforeWhatIsCommented() {
        assertThat(SettingsText.with("#url = a\nurl: b\n", Map.of("url", "c")))
                .isEqualTo("#url = a\nurl = c\n");
    }

    @Test
    void theSameTwiceChangesNothing() {
        String once = SettingsText.with("", Map.of("a", "1", "b", "2"));
        assertThat(SettingsText.with(once, Map.of("b", "2", "a", "1"))).isEqualTo(once);
        assertThat(SettingsText.difference(once, once)).isEmpty();
    }
}
