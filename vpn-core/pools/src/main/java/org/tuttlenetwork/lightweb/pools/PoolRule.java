// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.api.vpn.PoolId;

import java.util.List;
import java.util.Set;

/**
 * What a country must be for its nodes to be in a pool. All conditions hold together.
 *
 * @param pool which
 * @param climates the climates allowed
 * @param limits limits on axes
 * @param alliances the alliances allowed
 * @param cryptoStatuses the statuses of cryptocurrency allowed
 * @param vpnLaws the laws on VPNs allowed
 * @param canaries the states of the canary allowed
 */
public record PoolRule(
        PoolId pool,
        Set<Climate> climates,
        List<AxisLimit> limits,
        Set<Alliance> alliances,
        Set<CryptoStatus> cryptoStatuses,
        Set<VpnLaw> vpnLaws,
        Set<Canary> canaries) {
    public PoolRule {
        climates = Set.copyOf(climates);
        limits = List.copyOf(limits);
        alliances = Set.copyOf(alliances);
        cryptoStatuses = Set.copyOf(cryptoStatuses);
        vpnLaws = Set.copyOf(vpnLaws);
        canaries = Set.copyOf(canaries);
    }
}
