// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import org.tuttlenetwork.lightweb.api.identity.UserId;

/** Says who may use the exit (DECISIONS 5.9). */
public interface Entitlements {
    /** Whether this user may have exit devices now. */
    boolean mayUseExit(UserId user);

    /** How many exit devices this user may have: 1 or more. */
    int maxDevices(UserId user);
}
