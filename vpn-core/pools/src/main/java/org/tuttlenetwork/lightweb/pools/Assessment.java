// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.api.vpn.PoolId;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The weather of one country.
 *
 * @param inputs what it was computed from
 * @param canary the canary's state that was taken into account
 * @param axes the scores
 * @param climate the climate
 * @param climateReasons the conditions that decided the climate
 * @param pools the verdict on each of the five pools
 */
public record Assessment(
        Inputs inputs,
        Canary canary,
        Axes axes,
        Climate climate,
        List<Reason> climateReasons,
        Map<PoolId, Admittance> pools) {
    public Assessment {
        climateReasons = List.copyOf(climateReasons);
        pools = Map.copyOf(new EnumMap<>(pools));
    }

    /** The country. */
    public JurisdictionCode jurisdiction() {
        return inputs.jurisdiction();
    }

    /** The pools that may have nodes there. */
    public Set<PoolId> admits() {
        EnumSet<PoolId> admitted = EnumSet.noneOf(PoolId.class);
        pools.forEach(
                (pool, admittance) -> {
                    if (admittance.admitted()) {
                        admitted.add(pool);
                    }
                });
        return admitted;
    }
}
