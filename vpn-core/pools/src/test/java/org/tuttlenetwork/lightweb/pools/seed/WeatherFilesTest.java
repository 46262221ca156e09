// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.pools.Censorship;
import org.tuttlenetwork.lightweb.pools.Inputs;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.Outlook;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

class WeatherFilesTest {
    private static final String GOOD =
            """
            rubric: 1
            jurisdictions:
              "NO":
                confidence: HIGH
                alliance: NINE
                vpnLaw: LEGAL
                privacy: {dataProtection: EEA, convention108: true, retentionMonths: 12, retentionReachesVpn: false, fiwPoints: 25.00, rsfPoints: 18.35}
                criminalRisk: {rsfLegalPoints: 2.06, rsfSafetyPoints: 0.89}
                crypto: {status: LICENSED, tax: TAXED}
                censorship: {value: 9.17, imputed: true}
                outlook: {level: STORM, evidence: "A law", citations: ["https://example.org/storm"]}
                citations: {vpnLaw: ["https://example.org/law"]}
            """;

    @TempDir Path directory;

    @Test
    void readsACountry() {
        Inputs norway = WeatherFiles.inputs("a.yaml", GOOD).get(new JurisdictionCode("NO"));
        assertThat(norway.censorship()).isInstanceOf(Censorship.Imputed.class);
        assertThat(norway.outlook().level()).isEqualTo(Outlook.Level.STORM);
        assertThat(norway.outlook().citations())
                .containsExactly(URI.create("https://example.org/storm"));
        assertThat(norway.provenance().uncited()).doesNotContain("vpnLaw").contains("crypto.tax");
        assertThat(norway.jurisdiction().name(Locale.FRENCH)).isEqualTo("Norvège");
    }

    @Test
    void laysTheOperatorsAssessmentsOver() throws Exception {
        Files.writeString(directory.resolve(WeatherFiles.INPUTS), GOOD);
        Files.writeString(
                directory.resolve(WeatherFiles.ASSESSED),
                "assessed: {\"NO\": {censorship: 7, citations: [\"https://example.org/why\"]}}");
        Inputs norway = WeatherFiles.read(directory).get(new JurisdictionCode("NO"));
        assertThat(norway.censorship())
                .isInstanceOfSatisfying(
                        Censorship.Assessed.class,
                        assessed ->
                                assertThat(assessed.citations())
                                        .isEqualTo(List.of(URI.create("https://example.org/why"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vpnLaw: LEGAL | vpnLaw: LEGALISH | a.yaml: jurisdictions.NO.vpnLaw: 'LEGALISH' is"
                        + " not allowed, allowed: LEGAL, REGULATED, BLOCKED, REGISTRATION, BANNED",
                "alliance: NINE | aliance: NINE | a.yaml: jurisdictions.NO.aliance: unknown key",
                "alliance: NINE | note: x | a.yaml: jurisdictions.NO.alliance: missing, allowed:"
                        + " FIVE, NINE",
                "fiwPoints: 25.00 | fiwPoints: 25.01 | a.yaml: jurisdictions.NO.privacy: fiwPoints"
                        + " is 25.01, allowed: 0 to 25",
                "rsfPoints: 18.35 | rsfPoints: much | a.yaml: jurisdictions.NO.privacy.rsfPoints:"
                        + " 'much' is not allowed, allowed: a number",
                "rsfPoints: 18.35 | rsfPoints: 1.12345 | a.yaml:"
                    + " jurisdictions.NO.privacy.rsfPoints: '1.12345' is not allowed, allowed: a"
                    + " number with at most 4 decimals",
                "retentionMonths: 12 | retentionMonths: -1 | a.yaml: jurisdictions.NO.privacy:"
                        + " retentionMonths is -1, allowed: 0 or more",
                "imputed: true | imputed: maybe | a.yaml: jurisdictions.NO.censorship.imputed:"
                        + " 'maybe' is not allowed, allowed: true or false",
                "\"NO\" | Norway | a.yaml: jurisdictions.Norway: 'Norway' is not an ISO 3166-1"
                        + " alpha-2 code",
                "rubric: 1 | rubric: 2 | a.yaml: rubric: '2' is not allowed, allowed: 1",
                "https://example.org/law | ftp://example.org | a.yaml:"
                        + " jurisdictions.NO.citations.vpnLaw: 'ftp://example.org' is not allowed,"
                        + " allowed: an https address",
                "vpnLaw: LEGAL | alliance: NONE | a.yaml: line 6: Duplicate",
                "level: STORM, evidence: \"A law\" | level: STORM, evidence: \"\" | a.yaml:"
                        + " jurisdictions.NO.outlook: outlook STORM needs evidence",
            })
    void saysFileKeyValueAndWhatIsAllowed(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> WeatherFiles.inputs("a.yaml", GOOD.replace(good, bad)))
                .isInstanceOf(InvalidWeatherException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAnAssessmentOfACountryWithoutInputs() {
        var inputs = WeatherFiles.inputs("a.yaml", GOOD);
        assertThatThrownBy(
                        () ->
                                WeatherFiles.assess(
                                        inputs, "b.yaml", "assessed: {XX: {censorship: 1}}"))
                .isInstanceOf(InvalidWeatherException.class)
                .hasMessage(
                        "b.yaml: assessed.XX: 'XX' has no inputs, allowed: a country of"
                                + " jurisdictions.yaml");
    }

    @Test
    void refusesATextThatIsNoYaml() {
        assertThatThrownBy(() -> WeatherFiles.inputs("a.yaml", "rubric: [1"))
                .isInstanceOf(InvalidWeatherException.class)
                .hasMessageStartingWith("a.yaml: line ");
        assertThatThrownBy(() -> WeatherFiles.inputs("a.yaml", ""))
                .isInstanceOf(InvalidWeatherException.class)
                .hasMessage("a.yaml: a mapping is expected");
    }
}
