// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import java.util.Optional;

/**
 * The five pools (ARCHITECTURE, Words and names). In paths and documents by these names, upper
 * case.
 */
public enum PoolId {
    SANCTUARY("🟢"),
    CRYPTO_HAVEN("🔵"),
    BALANCED("🟡"),
    RISKY_EXIT("🔴"),
    STEALTH("⚫");

    private final String sign;

    PoolId(String sign) {
        this.sign = sign;
    }

    /** The pool's sign for people, beside its name and never instead of it. */
    public String sign() {
        return sign;
    }

    /** The pool of exactly this name; any other case is none. */
    public static Optional<PoolId> of(String name) {
        for (PoolId pool : values()) {
            if (pool.name().equals(name)) {
                return Optional.of(pool);
            }
        }
        return Optional.empty();
    }
}
