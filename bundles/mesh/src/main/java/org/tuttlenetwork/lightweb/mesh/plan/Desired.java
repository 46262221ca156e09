// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.util.List;
import java.util.Set;

/**
 * What is wanted: every row there is, so that what has no row is told apart from what was taken
 * back.
 *
 * @param declared the fragments that should exist
 * @param withdrawn the fragments that were taken back and are not gone from NetBird yet
 */
public record Desired(List<Declared> declared, Set<FragmentKey> withdrawn) {
    public Desired {
        declared = List.copyOf(declared);
        withdrawn = Set.copyOf(withdrawn);
    }
}
