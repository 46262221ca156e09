// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

/**
 * Which fragment.
 *
 * @param feature whose
 * @param name its name in the feature
 */
public record FragmentKey(String feature, String name) {
    /** An object of this fragment. */
    ObjectKey object(ObjectKey.Kind kind, String key) {
        return new ObjectKey(kind, feature, name, key);
    }

    @Override
    public String toString() {
        return feature + "/" + name;
    }
}
