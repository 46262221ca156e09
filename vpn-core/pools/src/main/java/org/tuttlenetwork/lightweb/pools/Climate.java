// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/** What the law of a country means for a node there; exactly one. */
public enum Climate {
    FAIR,
    /** Privacy or criminal risk past the limit: an exit only for who asks for it. */
    RISKY,
    /** VPNs or the net are suppressed: a client there begins with stealth. */
    HOSTILE
}
