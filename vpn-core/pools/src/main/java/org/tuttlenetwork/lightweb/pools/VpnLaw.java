// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/** What a country's law says of running or using a VPN. An analyst's judgement. */
public enum VpnLaw {
    LEGAL(0),
    REGULATED(45),
    BLOCKED(60),
    REGISTRATION(80),
    BANNED(100);

    private final int score;

    VpnLaw(int score) {
        this.score = score;
    }

    /** 0 to 100, higher is worse. */
    public int score() {
        return score;
    }
}
