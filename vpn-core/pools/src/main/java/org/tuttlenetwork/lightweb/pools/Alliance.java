// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/**
 * The closest circle of intelligence sharing that a country is in (UKUSA documents, the 2013
 * disclosures).
 */
public enum Alliance {
    FIVE(100),
    NINE(75),
    FOURTEEN(55),
    PARTNER(35),
    NONE(10);

    private final int score;

    Alliance(int score) {
        this.score = score;
    }

    /** 0 to 100, higher is worse; only an order, so the label is shown, not the number. */
    public int score() {
        return score;
    }
}
