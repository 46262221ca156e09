// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

/** How well a node is, by its silence (DECISIONS 5.5). From good to bad. */
public enum NodeHealth {
    /** Never heard of. */
    UNKNOWN,
    UP,
    /** Silent for 75 s: gets no new users. */
    SUSPECT,
    /** Silent for 150 s: its users are to be moved. */
    DOWN
}
