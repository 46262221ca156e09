// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

/** The state of a user. */
public enum UserState {
    ACTIVE,
    INACTIVE,
    LOCKED,
    INITIAL;

    /** The name on the wire. */
    public String wireName() {
        return "USER_STATE_" + name();
    }
}
