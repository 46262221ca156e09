// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

/** What an island lacks, so that an administrator of the network has to look at it. */
public enum Lack {
    /** An active owner; others are in. */
    OWNER,
    /** Anybody active, so that none of them can be made the owner. */
    MEMBERS
}
