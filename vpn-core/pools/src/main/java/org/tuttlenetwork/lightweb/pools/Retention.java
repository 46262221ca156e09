// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/**
 * How long telecoms must keep connection data. The weakest of the analyst's judgements.
 *
 * @param months 0 or more
 * @param reachesVpn whether the duty reaches VPN operators
 */
public record Retention(int months, boolean reachesVpn) {
    /**
     * @throws IllegalArgumentException where months is negative
     */
    public Retention {
        if (months < 0) {
            throw new IllegalArgumentException(
                    "retentionMonths is " + months + ", allowed: 0 or more");
        }
    }

    /** 0 to 100, higher is better. */
    public int score() {
        if (reachesVpn) {
            return 0;
        }
        if (months == 0) {
            return 100;
        }
        if (months <= 6) {
            return 75;
        }
        if (months <= 12) {
            return 55;
        }
        return months <= 24 ? 30 : 15;
    }
}
