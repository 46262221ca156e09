// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

class WhenTest {
    private static final Instant NOW = Instant.parse("2026-11-27T20:35:46Z");

    @ParameterizedTest
    @CsvSource({
        "-PT30S, a moment ago, à l’instant",
        "-PT90S, a minute ago, il y a une minute",
        "-PT59M, 59 minutes ago, il y a 59 minutes",
        "-PT1H, an hour ago, il y a une heure",
        "-PT47H, a day ago, il y a un jour",
        "-P30D, 30 days ago, il y a 30 jours",
        "-P31D, 27 October 2026, 27 octobre 2026",
        "PT2M, in 2 minutes, dans 2 minutes",
        "PT3H, in 3 hours, dans 3 heures",
        "P2D, in 2 days, dans 2 jours"
    })
    void saysTimesAsPeopleDo(Duration away, String english, String french) {
        assertThat(When.words(NOW.plus(away), NOW, Locale.ENGLISH)).isEqualTo(english);
        assertThat(When.words(NOW.plus(away), NOW, Locale.FRENCH)).isEqualTo(french);
    }

    @Test
    void hasTheExactInstantBeside() {
        assertThat(When.markup(NOW, NOW, Locale.FRENCH))
                .contains("datetime=\"2026-11-27T20:35:46Z\"", "27 novembre 2026", "20:35:46 UTC");
    }
}
