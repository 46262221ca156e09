// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Canary;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.OneNode;
import org.tuttlenetwork.lightweb.pools.Rubric;
import org.tuttlenetwork.lightweb.pools.proposal.Consequences;
import org.tuttlenetwork.lightweb.pools.proposal.Draft;
import org.tuttlenetwork.lightweb.pools.proposal.MergePatch;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal;
import org.tuttlenetwork.lightweb.pools.proposal.Review;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

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
        assertThat(WeatherPages.overview(countries, 7, Locale.ENGLISH, true).markup())
                .contains("href=\"/weather/IS\"", "Iceland", "fair", "Sanctuary", "version 7")
                .contains("/weather/proposals");
        assertThat(WeatherPages.overview(countries, 7, Locale.FRENCH, false).markup())
                .contains("Islande", "favorable", "Sanctuaire", "version 7")
                .doesNotContain("/weather/proposals");
    }

    @ParameterizedTest
    @EnumSource(Canary.class)
    void everyStateOfTheCanaryHasWords(Canary canary) {
        for (Assessment country : countries) {
            Assessment changed = Rubric.assess(country.inputs(), canary, country.admits());
            assertThat(WeatherPages.country(changed, Locale.FRENCH).markup()).contains("<h2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyInputThatAProposalCanChangeHasWords(String language) throws Exception {
        Path file = Path.of("../../distribution/archive/src/main/etc/weather", WeatherFiles.INPUTS);
        var all = WeatherFiles.documents(Map.of(WeatherFiles.INPUTS, Files.readString(file)));
        JurisdictionCode code = new JurisdictionCode("CH");
        ObjectNode before = all.get(code);
        ObjectNode after =
                (ObjectNode)
                        JsonMapper.builder()
                                .build()
                                .readTree(
                                        """
                                        {"confidence": "LOW", "note": "n", "alliance": "FIVE", "vpnLaw": "BANNED",
                                         "privacy": {"dataProtection": "NONE", "convention108": false,
                                           "retentionMonths": 9, "retentionReachesVpn": true, "fiwPoints": 1, "rsfPoints": 1},
                                         "criminalRisk": {"rsfLegalPoints": 1, "rsfSafetyPoints": 2},
                                         "crypto": {"status": "PARTIAL", "tax": "TAXED"}, "censorship": {"value": 1},
                                         "assessed": {"censorship": 5, "citations": ["https://example.org/a"]},
                                         "outlook": {"level": "STORM", "evidence": "e", "citations": ["https://example.org/o"]},
                                         "citations": {"vpnLaw": ["https://example.org/v"], "privacy.retentionMonths": ["https://example.org/r"]}}\
                                        """);
        Proposal proposal =
                new Proposal(
                        new UUID(0, 1),
                        new Draft(
                                code,
                                MergePatch.between(before, after),
                                "Because <b>",
                                Optional.of(URI.create("https://example.org/s"))),
                        new Proposal.Base(1, before),
                        new Proposal.Origin("42", Instant.EPOCH),
                        Proposal.State.PENDING,
                        Optional.empty());
        Assessment was = Rubric.assess(WeatherFiles.country(code, before), Canary.NONE, Set.of());
        Assessment is = Rubric.assess(WeatherFiles.country(code, after), Canary.NONE, Set.of());
        Consequences consequences =
                Consequences.of(
                        new TreeMap<>(Map.of(code, was)),
                        new TreeMap<>(Map.of(code, is)),
                        Optional.of(new OneNode().declared()));
        Review review = new Review(proposal, false, Optional.of(consequences));
        String markup = ProposalPages.one(review, Locale.of(language), _ -> "Ada", "", "").markup();
        assertThat(markup)
                .contains("Ada", "Because &lt;b&gt;", review.tag(), "https://example.org/v")
                .doesNotContain("style=", "<script", "{0}", "BANNED", "SANCTUARY");
        assertThat(ProposalPages.all(List.of(review), Locale.of(language)).markup())
                .contains("/weather/proposals/" + proposal.id());
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
