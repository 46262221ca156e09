// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The committed inputs give the published result. */
class GoldenTableTest {
    static final Path WEATHER = Path.of("../../distribution/archive/src/main/etc/weather");
    private static final Path DEMO = Path.of("../../distribution/demo/etc/weather");

    private static final Map<JurisdictionCode, Inputs> INPUTS = WeatherFiles.read(WEATHER);

    @Test
    void everyJurisdictionIsThere() {
        assertThat(INPUTS).hasSize(78);
    }

    @ParameterizedTest
    @CsvSource({
        "HOSTILE, TR RU BY TH VN IN KZ CN PK AE EG IR SA",
        "RISKY, PE NG",
    })
    void climatesAreThePublishedOnes(Climate climate, String expected) {
        assertThat(countries(assessment -> assessment.climate() == climate))
                .containsExactlyInAnyOrderElementsOf(List.of(expected.split(" ")));
    }

    @Test
    void allOthersAreFairAndInBalancedAndStealth() {
        assertThat(countries(assessment -> assessment.climate() == Climate.FAIR)).hasSize(63);
        assertThat(in(PoolId.BALANCED))
                .containsExactlyElementsOf(
                        countries(assessment -> assessment.climate() == Climate.FAIR));
        assertThat(in(PoolId.STEALTH)).containsExactlyElementsOf(in(PoolId.BALANCED));
    }

    @ParameterizedTest
    @CsvSource({
        "SANCTUARY, CH IS FI EE LT LU LI AT PT IE CZ SI UY",
        "CRYPTO_HAVEN, CH BE LU LI DE PT CZ HU RO BG CY MT HR SV UY SG HK MU SC",
        "RISKY_EXIT, TR PE TH VN KZ AE NG EG SA",
    })
    void poolsAreThePublishedOnes(PoolId pool, String expected) {
        assertThat(in(pool)).containsExactlyInAnyOrderElementsOf(List.of(expected.split(" ")));
    }

    @Test
    void thePunishingAreInNoPool() {
        assertThat(countries(assessment -> assessment.admits().isEmpty()))
                .containsExactlyInAnyOrder("RU", "BY", "IN", "CN", "PK", "IR");
    }

    /** Axes computed from the indices themselves, before they were reduced to points. */
    @Test
    void twoDecimalsFlipNoAxis() throws Exception {
        Map<String, Axes> expected = new TreeMap<>();
        Path table = Path.of("src/test/resources/axes.csv");
        for (String line : Files.readAllLines(table)) {
            if (!line.startsWith("#")) {
                int[] cells =
                        Arrays.stream(line.substring(3).split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray();
                expected.put(
                        line.substring(0, 2),
                        new Axes(cells[0], cells[1], cells[2], cells[3], cells[4]));
            }
        }
        Map<String, Axes> actual = new TreeMap<>();
        INPUTS.values()
                .forEach(inputs -> actual.put(inputs.jurisdiction().value(), Axes.of(inputs)));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void theDemosAssessmentBringsRomaniaIntoSanctuaryUncited() throws Exception {
        JurisdictionCode romania = new JurisdictionCode("RO");
        Inputs before = INPUTS.get(romania);
        assertThat(assess(before).pools().get(PoolId.SANCTUARY).against())
                .containsExactly(
                        new Reason.Threshold(
                                Axis.CENSORSHIP,
                                AxisLimit.Direction.AT_MOST,
                                18,
                                25,
                                true,
                                false,
                                false));

        String overlay = Files.readString(DEMO.resolve(WeatherFiles.ASSESSED));
        Inputs after = WeatherFiles.assess(INPUTS, WeatherFiles.ASSESSED, overlay).get(romania);

        assertThat(assess(after).admits()).contains(PoolId.SANCTUARY, PoolId.CRYPTO_HAVEN);
        assertThat(after.censorship())
                .isInstanceOfSatisfying(
                        Censorship.Assessed.class,
                        assessed -> assertThat(assessed.citations()).isEmpty());
    }

    private static Assessment assess(Inputs inputs) {
        return Rubric.assess(inputs, Canary.FRESH, EnumSet.noneOf(PoolId.class));
    }

    private static List<String> in(PoolId pool) {
        return countries(assessment -> assessment.admits().contains(pool));
    }

    private static List<String> countries(Predicate<Assessment> which) {
        return INPUTS.values().stream()
                .map(GoldenTableTest::assess)
                .filter(which)
                .map(assessment -> assessment.jurisdiction().value())
                .toList();
    }
}
