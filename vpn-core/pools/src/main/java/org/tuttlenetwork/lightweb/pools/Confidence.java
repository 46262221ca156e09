// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/** How sure the analyst's judgements on a country are. */
public enum Confidence {
    HIGH,
    MEDIUM,
    LOW
}
