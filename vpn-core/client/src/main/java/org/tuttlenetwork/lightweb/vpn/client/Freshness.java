// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

/** Whether a held document's time has passed. */
public enum Freshness {
    FRESH,
    /** Expired, and still the best there is: go on using it, say so, and loosen nothing. */
    STALE
}
