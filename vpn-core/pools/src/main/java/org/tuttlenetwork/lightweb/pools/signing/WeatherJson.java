// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Axes;
import org.tuttlenetwork.lightweb.pools.AxisLimit;
import org.tuttlenetwork.lightweb.pools.Censorship;
import org.tuttlenetwork.lightweb.pools.Climate;
import org.tuttlenetwork.lightweb.pools.Inputs;
import org.tuttlenetwork.lightweb.pools.PoolRule;
import org.tuttlenetwork.lightweb.pools.Rubric;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Writes the weather's parts into a document, each field always in the same place. */
final class WeatherJson {
    private WeatherJson() {}

    static void rules(ObjectNode document) {
        ObjectNode fair = document.putObject("rules").put("hysteresis", AxisLimit.HYSTERESIS);
        limits(fair.putArray("fair"), Rubric.fairness());
        ArrayNode pools = fair.putArray("pools");
        for (PoolRule rule : Rubric.rules()) {
            ObjectNode pool = pools.addObject().put("pool", rule.pool().name());
            constants(pool.putArray("climates"), rule.climates());
            limits(pool.putArray("limits"), rule.limits());
            constants(pool.putArray("alliances"), rule.alliances());
            constants(pool.putArray("cryptoStatuses"), rule.cryptoStatuses());
            constants(pool.putArray("vpnLaws"), rule.vpnLaws());
            constants(pool.putArray("canaries"), rule.canaries());
        }
    }

    static void jurisdiction(ArrayNode jurisdictions, Assessment assessment) {
        Inputs inputs = assessment.inputs();
        Climate climate = assessment.climate();
        ObjectNode country =
                jurisdictions
                        .addObject()
                        .put("code", inputs.jurisdiction().value())
                        .put("climate", climate.name());
        constants(country.putArray("pools"), assessment.admits());
        axes(country.putObject("axes"), assessment.axes());
        country.put("alliance", inputs.alliance().name())
                .put("vpnLaw", inputs.criminalRisk().vpnLaw().name())
                .put("censorshipSource", source(inputs.censorship()))
                .put("confidence", inputs.provenance().confidence().name())
                .put("canary", assessment.canary().name());
        ArrayNode uncited = country.putArray("uncited");
        inputs.uncited().forEach(uncited::add);
        country.putObject("outlook")
                .put("level", inputs.outlook().level().name())
                .put("evidence", inputs.outlook().evidence());
    }

    private static void axes(ObjectNode node, Axes axes) {
        node.put("privacy", axes.privacy())
                .put("criminalRisk", axes.criminalRisk())
                .put("cryptoFriendliness", axes.cryptoFriendliness())
                .put("intelExposure", axes.intelExposure())
                .put("censorship", axes.censorship());
    }

    private static void limits(ArrayNode array, Collection<AxisLimit> limits) {
        for (AxisLimit limit : limits) {
            ObjectNode node = array.addObject().put("axis", camelCase(limit.axis().name()));
            String side =
                    switch (limit.direction()) {
                        case AT_LEAST -> "atLeast";
                        case AT_MOST -> "atMost";
                    };
            node.put(side, limit.limit());
            if (limit.imputedLimit() != limit.limit()) {
                node.put("imputed", limit.imputedLimit());
            }
        }
    }

    private static <E extends Enum<E>> void constants(ArrayNode array, Collection<E> constants) {
        constants.stream()
                .sorted(Comparator.comparingInt(Enum::ordinal))
                .forEach(constant -> array.add(constant.name()));
    }

    private static String source(Censorship censorship) {
        return switch (censorship) {
            case Censorship.Measured _ -> "MEASURED";
            case Censorship.Imputed _ -> "IMPUTED";
            case Censorship.Assessed _ -> "ASSESSED";
        };
    }

    private static String camelCase(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
