// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/** The level of a country's data protection law, as the European Commission sees it. */
public enum DataProtection {
    EU(100),
    EEA(100),
    ADEQUATE(90),
    PARTIAL(55),
    LAW(45),
    NONE(0);

    private final int score;

    DataProtection(int score) {
        this.score = score;
    }

    /** 0 to 100, higher is better. */
    public int score() {
        return score;
    }
}
