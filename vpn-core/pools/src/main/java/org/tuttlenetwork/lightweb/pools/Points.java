// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.math.BigDecimal;

/** The rule for points that an index contributes to an axis: exact decimals within their share. */
final class Points {
    private Points() {}

    static void require(String name, BigDecimal points, int max) {
        if (points.signum() < 0 || points.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + points.toPlainString() + ", allowed: 0 to " + max);
        }
    }
}
