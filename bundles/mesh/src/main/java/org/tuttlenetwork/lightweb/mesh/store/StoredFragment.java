// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;

/**
 * A stored fragment.
 *
 * @param feature whose
 * @param withdrawn whether it was taken back and is to go
 * @param version another after each declaration
 * @param state what became of it
 */
public record StoredFragment(
        String feature, Fragment fragment, boolean withdrawn, long version, FragmentState state) {
    public FragmentKey key() {
        return new FragmentKey(feature, fragment.name());
    }
}
