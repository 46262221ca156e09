// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/** What a country is scored on, 0 to 100. */
public enum Axis {
    PRIVACY,
    CRIMINAL_RISK,
    CRYPTO_FRIENDLINESS,
    INTEL_EXPOSURE,
    CENSORSHIP
}
