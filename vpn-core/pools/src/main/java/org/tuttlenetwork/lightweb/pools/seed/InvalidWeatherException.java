// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.seed;

/**
 * A file of the weather's inputs breaks a rule. The message names file, key, value and what is
 * allowed.
 */
public final class InvalidWeatherException extends IllegalArgumentException {
    InvalidWeatherException(String file, String key, String problem) {
        super(file + (key.isEmpty() ? "" : ": " + key) + ": " + problem);
    }
}
