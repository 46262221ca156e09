// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.api.vpn.PoolId;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rubric 1: from a country's inputs to climate and pools. The text is rubric.md beside the inputs;
 * the limits are here as data, so that the signed document publishes the rules that were applied.
 */
public final class Rubric {
    /** The rubric's number, in inputs and in signed documents. */
    public static final int VERSION = 1;

    private static final Set<VpnLaw> TOLERATED = EnumSet.of(VpnLaw.LEGAL, VpnLaw.REGULATED);
    private static final Set<VpnLaw> NOT_PUNISHED =
            EnumSet.of(VpnLaw.LEGAL, VpnLaw.REGULATED, VpnLaw.BLOCKED);
    private static final Set<Canary> ALIVE = EnumSet.of(Canary.FRESH, Canary.NONE, Canary.DUE);
    private static final Set<Canary> SILENT_AT_WORST =
            EnumSet.complementOf(EnumSet.of(Canary.TRIGGERED));

    /** Censorship of 60 or more is HOSTILE, whatever a country held before. */
    private static final AxisLimit OPEN_NET = AxisLimit.atMost(Axis.CENSORSHIP, 59);

    private static final List<AxisLimit> FAIRNESS =
            List.of(AxisLimit.atLeast(Axis.PRIVACY, 45), AxisLimit.atMost(Axis.CRIMINAL_RISK, 44));

    private static final PoolRule SANCTUARY =
            new PoolRule(
                    PoolId.SANCTUARY,
                    EnumSet.of(Climate.FAIR),
                    List.of(
                            AxisLimit.atLeast(Axis.PRIVACY, 78),
                            AxisLimit.atMost(Axis.CRIMINAL_RISK, 15),
                            new AxisLimit(
                                    Axis.CENSORSHIP,
                                    AxisLimit.Direction.AT_MOST,
                                    25,
                                    25 - CensorshipImputation.MARGIN)),
                    EnumSet.of(Alliance.NONE),
                    EnumSet.of(CryptoStatus.LICENSED, CryptoStatus.UNREGULATED),
                    TOLERATED,
                    ALIVE);
    private static final PoolRule CRYPTO_HAVEN =
            new PoolRule(
                    PoolId.CRYPTO_HAVEN,
                    EnumSet.of(Climate.FAIR),
                    List.of(
                            AxisLimit.atLeast(Axis.CRYPTO_FRIENDLINESS, 85),
                            AxisLimit.atLeast(Axis.PRIVACY, 55),
                            AxisLimit.atMost(Axis.CRIMINAL_RISK, 30)),
                    EnumSet.complementOf(EnumSet.of(Alliance.FIVE)),
                    EnumSet.allOf(CryptoStatus.class),
                    TOLERATED,
                    ALIVE);

    private static final List<PoolRule> RULES =
            List.of(
                    SANCTUARY,
                    CRYPTO_HAVEN,
                    byClimate(PoolId.BALANCED, EnumSet.of(Climate.FAIR), TOLERATED),
                    byClimate(
                            PoolId.RISKY_EXIT,
                            EnumSet.of(Climate.RISKY, Climate.HOSTILE),
                            NOT_PUNISHED),
                    byClimate(PoolId.STEALTH, EnumSet.of(Climate.FAIR), TOLERATED));

    private Rubric() {}

    /** The rules of the five pools, in the order of {@link PoolId}. */
    public static List<PoolRule> rules() {
        return RULES;
    }

    /** The limits within which a country that is not HOSTILE is FAIR. */
    public static List<AxisLimit> fairness() {
        return FAIRNESS;
    }

    /**
     * Assesses a country.
     *
     * @param inputs what is known of it
     * @param canary its canary's state
     * @param previous the pools that it is in now, which it leaves later than it would enter
     *     ({@link AxisLimit#HYSTERESIS}); none for a country that is new
     */
    public static Assessment assess(Inputs inputs, Canary canary, Set<PoolId> previous) {
        Axes axes = Axes.of(inputs);
        var scale = new Scale(inputs, canary, axes);
        List<Reason> climateReasons = climateReasons(scale, previous.contains(PoolId.BALANCED));
        Climate climate = climate(climateReasons);
        Map<PoolId, Admittance> pools = new EnumMap<>(PoolId.class);
        for (PoolRule rule : RULES) {
            boolean held = previous.contains(rule.pool());
            pools.put(rule.pool(), new Admittance(rule.pool(), scale.reasons(rule, climate, held)));
        }
        return new Assessment(inputs, canary, axes, climate, climateReasons, pools);
    }

    /** The climate's four conditions: two for not being HOSTILE, then two for being FAIR. */
    private static List<Reason> climateReasons(Scale scale, boolean wasFair) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason.Vpn(scale.vpnLaw(), TOLERATED));
        reasons.add(scale.check(OPEN_NET, false));
        for (AxisLimit limit : FAIRNESS) {
            reasons.add(scale.check(limit, wasFair));
        }
        return reasons;
    }

    private static Climate climate(List<Reason> reasons) {
        if (!reasons.subList(0, 2).stream().allMatch(Reason::met)) {
            return Climate.HOSTILE;
        }
        return reasons.stream().allMatch(Reason::met) ? Climate.FAIR : Climate.RISKY;
    }

    private static PoolRule byClimate(PoolId pool, Set<Climate> climates, Set<VpnLaw> laws) {
        return new PoolRule(
                pool,
                climates,
                List.of(),
                EnumSet.allOf(Alliance.class),
                EnumSet.allOf(CryptoStatus.class),
                laws,
                SILENT_AT_WORST);
    }
}
