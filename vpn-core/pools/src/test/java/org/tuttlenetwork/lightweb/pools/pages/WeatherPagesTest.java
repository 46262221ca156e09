// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Canary;
import org.tuttlenetwork.lightweb.pools.Rubric;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

class WeatherPagesTest {
    private static List<Assessment> countries = List.of();

    @BeforeAll
    static void assess() throws IOException {
        Path file = Path.of("../../distribution/archive/src/main/etc/weather", WeatherFiles.INPUTS);
        countries =
                WeatherFiles.inputs(WeatherFiles.INPUTS, Files.readString(file)).values().stream()
                        .map(inputs -> Rubric.assess(inputs, Canary.FRESH, Set.of()))
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyCountryHasItsPageInBothLanguages(String language) {
        for (Assessment country : countries) {
            String markup = WeatherPages.country(country, Locale.of(language)).markup();
            assertThat(markup)
                    .contains("<h1>", "Freedom on the Net")
                    .doesNotContain("style=", "<script", "{0}", "{1}", "{2}");
        }
    }

    @Test
    void theTableNamesCountriesClimatesAndPools() {
        assertThat(WeatherPages.overview(countries, 7, Locale.ENGLISH).markup())
                .contains("href=\"/weather/IS\"", "Iceland", "fair", "Sanctuary", "version 7");
        assertThat(WeatherPages.overview(countries, 7, Locale.FRENCH).markup())
                .contains("Islande", "favorable", "Sanctuaire", "version 7");
    }

    @ParameterizedTest
    @EnumSource(Canary.class)
    void everyStateOfTheCanaryHasWords(Canary canary) {
        for (Assessment country : countries) {
            Assessment changed = Rubric.assess(country.inputs(), canary, country.admits());
            assertThat(WeatherPages.country(changed, Locale.FRENCH).markup()).contains("<h2");
        }
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(texts("messages_fr.properties").stringPropertyNames())
                .isEqualTo(texts("messages.properties").stringPropertyNames());
    }

    private static Properties texts(String name) throws IOException {
        Properties texts = new Properties();
        Path folder = Path.of("src/main/resources/org/tuttlenetwork/lightweb/pools/pages");
        try (Reader reader = Files.newBufferedReader(folder.resolve(name))) {
            texts.load(reader);
        }
        return texts;
    }
}
