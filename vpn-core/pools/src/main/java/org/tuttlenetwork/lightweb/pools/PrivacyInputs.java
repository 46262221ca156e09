// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.math.BigDecimal;

/**
 * What privacy is computed from.
 *
 * @param dataProtection the law's level
 * @param convention108 whether the country is party to Council of Europe Convention 108
 * @param retention telecom data retention
 * @param fiwPoints what civil liberties of Freedom in the World contribute: 0 to 25
 * @param rsfPoints what the legal indicator of the World Press Freedom Index contributes: 0 to 20
 */
public record PrivacyInputs(
        DataProtection dataProtection,
        boolean convention108,
        Retention retention,
        BigDecimal fiwPoints,
        BigDecimal rsfPoints) {
    /**
     * @throws IllegalArgumentException where points exceed their share
     */
    public PrivacyInputs {
        Points.require("fiwPoints", fiwPoints, 25);
        Points.require("rsfPoints", rsfPoints, 20);
    }

    /** Law with the addition for Convention 108, 0 to 100. */
    int lawScore() {
        return Math.min(100, dataProtection.score() + (convention108 ? 10 : 0));
    }
}
