// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

/** How an exit device stands. Derived when it is asked for; nothing of it is stored. */
public enum Standing {
    /** It has a way out. */
    PLACED,
    /** It has none now; it may be configured. */
    UNPLACED,
    /** Its key has ended: it is set up anew with another. */
    KEY_ENDED,
    /** Its user may not use the exit now. */
    NOT_ENTITLED
}
