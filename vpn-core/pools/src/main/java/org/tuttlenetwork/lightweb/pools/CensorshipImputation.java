// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Fills in censorship where Freedom on the Net 2025 has no value: a linear regression over the 42
 * countries of the 78 that it covers, on the World Press Freedom Index 2026 and Freedom in the
 * World 2026 (rubric.md; R² 0.913, root mean square error 6.9, largest error left out 21).
 */
public final class CensorshipImputation {
    /** Freedom on the Net where both indices are 0: the regression's intercept. */
    private static final BigDecimal INTERCEPT = new BigDecimal("10.13");

    /** Per point of the World Press Freedom Index. */
    private static final BigDecimal PER_RSF = new BigDecimal("0.281");

    /** Per point of Freedom in the World's total. */
    private static final BigDecimal PER_FIW = new BigDecimal("0.552");

    /**
     * The regression's root mean square error, rounded up: how much stricter a limit is for an
     * imputed value.
     */
    public static final int MARGIN = 7;

    private CensorshipImputation() {}

    /**
     * Computes the value that goes into the inputs, to two decimals.
     *
     * @param rsf score of the World Press Freedom Index, 0 to 100
     * @param fiw total of Freedom in the World, 0 to 100
     * @throws IllegalArgumentException where one is outside its range
     */
    public static Censorship.Imputed impute(BigDecimal rsf, BigDecimal fiw) {
        Points.require("rsf", rsf, 100);
        Points.require("fiw", fiw, 100);
        BigDecimal freedom = INTERCEPT.add(PER_RSF.multiply(rsf)).add(PER_FIW.multiply(fiw));
        BigDecimal value = BigDecimal.valueOf(100).subtract(freedom);
        return new Censorship.Imputed(value.setScale(2, RoundingMode.HALF_UP));
    }
}
