// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

class RubricTest {
    private static final Map<JurisdictionCode, Inputs> INPUTS =
            WeatherFiles.read(GoldenTableTest.WEATHER);
    private static final Set<PoolId> NONE = EnumSet.noneOf(PoolId.class);

    @ParameterizedTest
    @CsvSource({
        "25, false, true",
        "26, false, false",
        "25.49, false, true",
        "25.50, false, false",
        "28, true, true",
        "28.49, true, true",
        "29, true, false",
    })
    void sanctuaryIsEnteredAtTheLimitAndLeftFourPastIt(
            BigDecimal censorship, boolean held, boolean admitted) {
        Inputs inputs = country("IS").withCensorship(new Censorship.Measured(censorship));
        Assessment assessment = Rubric.assess(inputs, Canary.FRESH, held ? all() : NONE);
        Admittance sanctuary = verdict(assessment, PoolId.SANCTUARY);
        assertThat(sanctuary.admitted()).isEqualTo(admitted);
        assertThat(sanctuary.heldOnly())
                .isEqualTo(admitted && censorship.compareTo(new BigDecimal("25.5")) >= 0);
    }

    @ParameterizedTest
    @CsvSource({"18, false, true", "19, false, false", "21, true, true", "22, true, false"})
    void anImputedValueHasAStricterLimit(int censorship, boolean held, boolean admitted) {
        Inputs inputs =
                country("IS")
                        .withCensorship(new Censorship.Imputed(BigDecimal.valueOf(censorship)));
        assertThat(
                        Rubric.assess(inputs, Canary.FRESH, held ? all() : NONE)
                                .admits()
                                .contains(PoolId.SANCTUARY))
                .isEqualTo(admitted);
    }

    @Test
    void hostileDemotesAtOnce() {
        Inputs inputs =
                country("IS").withCensorship(new Censorship.Measured(new BigDecimal("59.5")));
        Assessment assessment = Rubric.assess(inputs, Canary.FRESH, all());
        assertThat(assessment.climate()).isEqualTo(Climate.HOSTILE);
        assertThat(assessment.admits()).containsExactly(PoolId.RISKY_EXIT);
    }

    @Test
    void aLawAgainstVpnsDemotesAtOnce() {
        Inputs haven = country("HR");
        assertThat(Rubric.assess(haven, Canary.FRESH, NONE).admits()).contains(PoolId.CRYPTO_HAVEN);
        // 22.5 by law + 5.89 + 2.95 is 31: hysteresis would hold it until 34.
        Inputs regulated = haven.withVpnLaw(VpnLaw.REGULATED);
        Assessment assessment = Rubric.assess(regulated, Canary.FRESH, all());
        assertThat(verdict(assessment, PoolId.CRYPTO_HAVEN).against())
                .containsExactly(
                        new Reason.Threshold(
                                Axis.CRIMINAL_RISK,
                                AxisLimit.Direction.AT_MOST,
                                30,
                                31,
                                false,
                                false,
                                false));
        assertThat(Rubric.assess(haven.withVpnLaw(VpnLaw.BANNED), Canary.FRESH, all()).admits())
                .isEmpty();
    }

    @Test
    void aCanaryDemotesAtOnce() {
        Inputs inputs = country("CH");
        assertThat(Rubric.assess(inputs, Canary.DUE, all()).admits())
                .contains(PoolId.SANCTUARY, PoolId.CRYPTO_HAVEN);
        assertThat(Rubric.assess(inputs, Canary.OVERDUE, all()).admits())
                .containsExactlyInAnyOrder(PoolId.BALANCED, PoolId.STEALTH);
        assertThat(Rubric.assess(inputs, Canary.TRIGGERED, all()).admits()).isEmpty();
    }

    @Test
    void whereARuleAsksForACanaryACountryWithoutOneIsOut() {
        Inputs inputs = country("CH");
        assertThat(Rubric.assess(inputs, Canary.NONE, NONE).admits())
                .isEqualTo(Rubric.assess(inputs, Canary.FRESH, NONE).admits());
        PoolRule sanctuary = Rubric.rules().getFirst();
        PoolRule asking =
                new PoolRule(
                        sanctuary.pool(),
                        sanctuary.climates(),
                        sanctuary.limits(),
                        sanctuary.alliances(),
                        sanctuary.cryptoStatuses(),
                        sanctuary.vpnLaws(),
                        EnumSet.of(Canary.FRESH, Canary.DUE));
        for (Canary canary : Canary.values()) {
            Scale scale = new Scale(inputs, canary, Axes.of(inputs));
            assertThat(scale.reasons(asking, Climate.FAIR, true).stream().allMatch(Reason::met))
                    .isEqualTo(canary == Canary.FRESH || canary == Canary.DUE);
        }
    }

    @Test
    void aFairCountryStaysSoUntilFourPastTheLimit() {
        assertThat(climateAtPrivacy("42", true)).isEqualTo(Climate.FAIR);
        assertThat(climateAtPrivacy("41", true)).isEqualTo(Climate.RISKY);
        assertThat(climateAtPrivacy("44", false)).isEqualTo(Climate.RISKY);
        assertThat(climateAtPrivacy("45", false)).isEqualTo(Climate.FAIR);
    }

    @Test
    void reasonsNameTheThresholdThatDecided() {
        Assessment germany = Rubric.assess(country("DE"), Canary.FRESH, NONE);
        assertThat(verdict(germany, PoolId.SANCTUARY).against())
                .containsExactly(
                        new Reason.Membership(Alliance.FOURTEEN, EnumSet.of(Alliance.NONE)),
                        new Reason.Threshold(
                                Axis.CENSORSHIP,
                                AxisLimit.Direction.AT_MOST,
                                25,
                                26,
                                false,
                                false,
                                false));
    }

    @Test
    void imputationIsThePublishedRegression() {
        // CH: 10.13 + 0.281 x 84.83 + 0.552 x 96
        assertThat(
                        CensorshipImputation.impute(new BigDecimal("84.83"), new BigDecimal("96"))
                                .value())
                .isEqualByComparingTo("13.04")
                .isEqualByComparingTo(country("CH").censorship().value());
    }

    private static Climate climateAtPrivacy(String privacy, boolean held) {
        // law 45 gives 13.5 and retention of 15 gives 3.75: 17.25 without points.
        BigDecimal points = new BigDecimal(privacy).subtract(new BigDecimal("17.25"));
        BigDecimal rsf = new BigDecimal("10");
        Inputs base = country("HR");
        Inputs inputs =
                new Inputs(
                        base.jurisdiction(),
                        base.alliance(),
                        new PrivacyInputs(
                                DataProtection.LAW,
                                false,
                                new Retention(36, false),
                                points.subtract(rsf),
                                rsf),
                        base.criminalRisk(),
                        base.crypto(),
                        base.censorship(),
                        base.provenance(),
                        base.outlook());
        return Rubric.assess(inputs, Canary.FRESH, held ? all() : NONE).climate();
    }

    private static Admittance verdict(Assessment assessment, PoolId pool) {
        return assessment.pools().get(pool);
    }

    private static Inputs country(String code) {
        return INPUTS.get(new JurisdictionCode(code));
    }

    private static Set<PoolId> all() {
        return EnumSet.allOf(PoolId.class);
    }
}
