// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A country's scores, 0 to 100. Each is rounded half up once, and only the rounded value is ever
 * compared.
 *
 * @param privacy higher is better
 * @param criminalRisk lower is better
 * @param cryptoFriendliness higher is better
 * @param intelExposure lower is better
 * @param censorship lower is better
 */
public record Axes(
        int privacy, int criminalRisk, int cryptoFriendliness, int intelExposure, int censorship) {
    private static final int RISK_WHERE_REGISTERED = 75;
    private static final int RISK_WHERE_BANNED = 90;

    /** Computes the scores (rubric.md). */
    public static Axes of(Inputs inputs) {
        return new Axes(
                privacy(inputs.privacy()),
                criminalRisk(inputs.criminalRisk()),
                cryptoFriendliness(inputs.crypto()),
                inputs.alliance().score(),
                round(inputs.censorship().value()));
    }

    /** The score on one axis. */
    public int on(Axis axis) {
        return switch (axis) {
            case PRIVACY -> privacy;
            case CRIMINAL_RISK -> criminalRisk;
            case CRYPTO_FRIENDLINESS -> cryptoFriendliness;
            case INTEL_EXPOSURE -> intelExposure;
            case CENSORSHIP -> censorship;
        };
    }

    private static int privacy(PrivacyInputs inputs) {
        return round(
                share("0.30", inputs.lawScore())
                        .add(share("0.25", inputs.retention().score()))
                        .add(inputs.fiwPoints())
                        .add(inputs.rsfPoints()));
    }

    private static int criminalRisk(CriminalRiskInputs inputs) {
        int law = inputs.vpnLaw().score();
        int risk =
                round(share("0.5", law).add(inputs.rsfLegalPoints()).add(inputs.rsfSafetyPoints()));
        return switch (inputs.vpnLaw()) {
            case BANNED -> Math.max(risk, RISK_WHERE_BANNED);
            case REGISTRATION -> Math.max(risk, RISK_WHERE_REGISTERED);
            case LEGAL, REGULATED, BLOCKED -> risk;
        };
    }

    private static int cryptoFriendliness(CryptoInputs inputs) {
        return round(share("0.7", inputs.status().score()).add(share("0.3", inputs.tax().score())));
    }

    private static BigDecimal share(String weight, int score) {
        return new BigDecimal(weight).multiply(BigDecimal.valueOf(score));
    }

    private static int round(BigDecimal exact) {
        return exact.setScale(0, RoundingMode.HALF_UP).intValueExact();
    }
}
