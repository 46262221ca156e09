// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.seed;

/**
 * A file of the weather's inputs breaks a rule. The message names file, key, value and what is
 * allowed.
 */
public final class InvalidWeatherException extends IllegalArgumentException {
    private final String key;
    private final String problem;

    InvalidWeatherException(String file, String key, String problem) {
        super(file + (key.isEmpty() ? "" : ": " + key) + ": " + problem);
        this.key = key;
        this.problem = problem;
    }

    /** The way to the value, for example {@code crypto.tax}. */
    public String key() {
        return key;
    }

    /** What is wrong with it, and what is allowed. */
    public String problem() {
        return problem;
    }
}
