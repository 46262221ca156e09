// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.api.vpn.PoolId;

import java.util.List;

/**
 * Whether a pool may have nodes in a country, and why.
 *
 * @param pool which
 * @param reasons every condition that was looked at
 */
public record Admittance(PoolId pool, List<Reason> reasons) {
    public Admittance {
        reasons = List.copyOf(reasons);
    }

    /** Whether all conditions hold. */
    public boolean admitted() {
        return reasons.stream().allMatch(Reason::met);
    }

    /** The conditions that failed; empty where admitted. */
    public List<Reason> against() {
        return reasons.stream().filter(reason -> !reason.met()).toList();
    }

    /** Whether it is admitted only because it was before. */
    public boolean heldOnly() {
        return admitted()
                && reasons.stream()
                        .anyMatch(
                                reason ->
                                        reason instanceof Reason.Threshold threshold
                                                && threshold.held());
    }
}
