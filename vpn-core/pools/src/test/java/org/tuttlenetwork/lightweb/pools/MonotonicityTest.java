// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** With membership before held fixed, a worse input never opens a pool that promises something. */
class MonotonicityTest {
    private static final int WORSENINGS = 20_000;
    private static final Set<PoolId> PROMISING =
            EnumSet.complementOf(EnumSet.of(PoolId.RISKY_EXIT));

    private final Random random = new Random(20261124);

    private record State(Inputs inputs, Canary canary) {}

    @Test
    void worseInputsNeverOpenAPool() {
        List<Inputs> countries = List.copyOf(WeatherFiles.read(GoldenTableTest.WEATHER).values());
        int demotions = 0;
        for (int i = 0; i < WORSENINGS; i++) {
            State before =
                    new State(
                            scatter(countries.get(random.nextInt(countries.size()))),
                            Canary.values()[random.nextInt(4) == 0 ? 1 : 0]);
            State after = worse(before);
            Set<PoolId> previous = membership();
            Assessment was = Rubric.assess(before.inputs(), before.canary(), previous);
            Assessment is = Rubric.assess(after.inputs(), after.canary(), previous);

            Set<PoolId> opened = EnumSet.noneOf(PoolId.class);
            opened.addAll(is.admits());
            opened.removeAll(was.admits());
            opened.retainAll(PROMISING);
            assertThat(opened).as("%s, then %s, in %s", before, after, previous).isEmpty();
            assertThat(is.climate())
                    .as("%s, then %s", before, after)
                    .isGreaterThanOrEqualTo(was.climate());
            demotions +=
                    was.admits().containsAll(is.admits()) && !was.admits().equals(is.admits())
                            ? 1
                            : 0;
        }
        assertThat(demotions).as("worsenings that closed a pool").isGreaterThan(WORSENINGS / 20);
    }

    /** Several worse steps at once. */
    private State worse(State state) {
        State worse = state;
        for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
            worse = worseStep(worse);
        }
        return worse;
    }

    private State worseStep(State state) {
        Inputs in = state.inputs();
        PrivacyInputs privacy = in.privacy();
        CriminalRiskInputs risk = in.criminalRisk();
        Retention retention = privacy.retention();
        return switch (random.nextInt(12)) {
            case 0 ->
                    with(
                            state,
                            new PrivacyInputs(
                                    below(privacy.dataProtection()),
                                    privacy.convention108(),
                                    retention,
                                    privacy.fiwPoints(),
                                    privacy.rsfPoints()));
            case 1 ->
                    with(
                            state,
                            new PrivacyInputs(
                                    privacy.dataProtection(),
                                    false,
                                    retention,
                                    privacy.fiwPoints(),
                                    privacy.rsfPoints()));
            case 2 ->
                    with(
                            state,
                            new PrivacyInputs(
                                    privacy.dataProtection(),
                                    privacy.convention108(),
                                    new Retention(
                                            retention.months() + random.nextInt(24),
                                            retention.reachesVpn()),
                                    privacy.fiwPoints(),
                                    privacy.rsfPoints()));
            case 3 ->
                    with(
                            state,
                            new PrivacyInputs(
                                    privacy.dataProtection(),
                                    privacy.convention108(),
                                    new Retention(retention.months(), true),
                                    privacy.fiwPoints(),
                                    privacy.rsfPoints()));
            case 4 ->
                    with(
                            state,
                            new PrivacyInputs(
                                    privacy.dataProtection(),
                                    privacy.convention108(),
                                    retention,
                                    less(privacy.fiwPoints()),
                                    privacy.rsfPoints()));
            case 5 ->
                    with(
                            state,
                            new PrivacyInputs(
                                    privacy.dataProtection(),
                                    privacy.convention108(),
                                    retention,
                                    privacy.fiwPoints(),
                                    less(privacy.rsfPoints())));
            case 6 ->
                    with(
                            state,
                            new CriminalRiskInputs(
                                    below(risk.vpnLaw()),
                                    risk.rsfLegalPoints(),
                                    risk.rsfSafetyPoints()));
            case 7 ->
                    with(
                            state,
                            new CriminalRiskInputs(
                                    risk.vpnLaw(),
                                    more(risk.rsfLegalPoints(), 25),
                                    more(risk.rsfSafetyPoints(), 25)));
            case 8 -> with(state, new CryptoInputs(below(in.crypto().status()), in.crypto().tax()));
            case 9 -> with(state, new CryptoInputs(in.crypto().status(), below(in.crypto().tax())));
            case 10 -> new State(in.withCensorship(worse(in.censorship())), state.canary());
            default ->
                    random.nextBoolean()
                            ? new State(in, below(state.canary()))
                            : new State(
                                    new Inputs(
                                            in.jurisdiction(),
                                            above(in.alliance()),
                                            privacy,
                                            risk,
                                            in.crypto(),
                                            in.censorship(),
                                            in.provenance(),
                                            in.outlook()),
                                    state.canary());
        };
    }

    private Censorship worse(Censorship censorship) {
        BigDecimal value = more(censorship.value(), 100);
        return switch (censorship) {
            case Censorship.Imputed _ -> new Censorship.Imputed(value);
            case Censorship.Measured _ ->
                    random.nextBoolean()
                            ? new Censorship.Measured(value)
                            : new Censorship.Imputed(value);
            case Censorship.Assessed _ -> new Censorship.Assessed(value, List.of());
        };
    }

    /** Somewhere else than where the 78 are, so that all limits are met from all sides. */
    private Inputs scatter(Inputs in) {
        PrivacyInputs privacy = in.privacy();
        return new Inputs(
                in.jurisdiction(),
                random.nextInt(3) == 0 ? Alliance.NONE : in.alliance(),
                new PrivacyInputs(
                        privacy.dataProtection(),
                        privacy.convention108(),
                        privacy.retention(),
                        hundredths(25),
                        hundredths(20)),
                new CriminalRiskInputs(in.criminalRisk().vpnLaw(), hundredths(25), hundredths(10)),
                in.crypto(),
                random.nextBoolean() ? new Censorship.Measured(hundredths(70)) : in.censorship(),
                in.provenance(),
                in.outlook());
    }

    private Set<PoolId> membership() {
        Set<PoolId> pools = EnumSet.noneOf(PoolId.class);
        for (PoolId pool : PoolId.values()) {
            if (random.nextBoolean()) {
                pools.add(pool);
            }
        }
        return pools;
    }

    private static State with(State state, PrivacyInputs privacy) {
        Inputs in = state.inputs();
        return new State(
                new Inputs(
                        in.jurisdiction(),
                        in.alliance(),
                        privacy,
                        in.criminalRisk(),
                        in.crypto(),
                        in.censorship(),
                        in.provenance(),
                        in.outlook()),
                state.canary());
    }

    private static State with(State state, CriminalRiskInputs risk) {
        Inputs in = state.inputs();
        return new State(
                new Inputs(
                        in.jurisdiction(),
                        in.alliance(),
                        in.privacy(),
                        risk,
                        in.crypto(),
                        in.censorship(),
                        in.provenance(),
                        in.outlook()),
                state.canary());
    }

    private static State with(State state, CryptoInputs crypto) {
        Inputs in = state.inputs();
        return new State(
                new Inputs(
                        in.jurisdiction(),
                        in.alliance(),
                        in.privacy(),
                        in.criminalRisk(),
                        crypto,
                        in.censorship(),
                        in.provenance(),
                        in.outlook()),
                state.canary());
    }

    /** The next constant, or the last: all enums but the alliance go from good to bad. */
    private static <E extends Enum<E>> E below(E constant) {
        E[] all = constant.getDeclaringClass().getEnumConstants();
        return all[Math.min(constant.ordinal() + 1, all.length - 1)];
    }

    private static Alliance above(Alliance alliance) {
        return Alliance.values()[Math.max(0, alliance.ordinal() - 1)];
    }

    private BigDecimal less(BigDecimal points) {
        return points.subtract(hundredths(8)).max(BigDecimal.ZERO);
    }

    private BigDecimal more(BigDecimal points, int max) {
        return points.add(hundredths(8)).min(BigDecimal.valueOf(max));
    }

    private BigDecimal hundredths(int max) {
        return BigDecimal.valueOf(random.nextInt(max * 100 + 1), 2);
    }
}
