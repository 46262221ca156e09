// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/** How private persons' gains in cryptocurrency are taxed. An analyst's judgement. */
public enum CryptoTax {
    EXEMPT(100),
    REDUCED(65),
    TAXED(35);

    private final int score;

    CryptoTax(int score) {
        this.score = score;
    }

    /** 0 to 100, higher is better. */
    public int score() {
        return score;
    }
}
