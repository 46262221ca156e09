// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.math.BigDecimal;

/**
 * What criminal risk is computed from.
 *
 * @param vpnLaw what the law says of VPNs
 * @param rsfLegalPoints what the legal indicator of the World Press Freedom Index contributes: 0 to
 *     25
 * @param rsfSafetyPoints what its safety indicator contributes: 0 to 25
 */
public record CriminalRiskInputs(
        VpnLaw vpnLaw, BigDecimal rsfLegalPoints, BigDecimal rsfSafetyPoints) {
    /**
     * @throws IllegalArgumentException where points exceed their share
     */
    public CriminalRiskInputs {
        Points.require("rsfLegalPoints", rsfLegalPoints, 25);
        Points.require("rsfSafetyPoints", rsfSafetyPoints, 25);
    }
}
