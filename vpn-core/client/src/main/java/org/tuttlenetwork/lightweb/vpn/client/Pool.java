// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.util.Optional;

/** The five pools, the strictest first. */
public enum Pool {
    SANCTUARY(3),
    CRYPTO_HAVEN(2),
    BALANCED(1),
    STEALTH(1),
    RISKY_EXIT(0);

    private final int strictness;

    Pool(int strictness) {
        this.strictness = strictness;
    }

    /** Whether this pool promises less than another. */
    public boolean isLessStrictThan(Pool other) {
        return strictness < other.strictness;
    }

    /** The pool of exactly this name; none for a name that this version does not know. */
    public static Optional<Pool> of(String name) {
        for (Pool pool : values()) {
            if (pool.name().equals(name)) {
                return Optional.of(pool);
            }
        }
        return Optional.empty();
    }
}
