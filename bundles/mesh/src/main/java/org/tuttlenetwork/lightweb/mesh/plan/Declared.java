// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.mesh.Fragment;

/**
 * A fragment with whose it is.
 *
 * @param feature which feature declared it
 * @param fragment what it wants
 */
public record Declared(String feature, Fragment fragment) {
    /** Which fragment this is. */
    public FragmentKey key() {
        return new FragmentKey(feature, fragment.name());
    }
}
