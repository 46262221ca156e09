// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/** Whether cryptocurrency is legal. An analyst's judgement. */
public enum CryptoStatus {
    LICENSED(100),
    UNREGULATED(60),
    PARTIAL(25),
    BANNED(0);

    private final int score;

    CryptoStatus(int score) {
        this.score = score;
    }

    /** 0 to 100, higher is better. */
    public int score() {
        return score;
    }
}
