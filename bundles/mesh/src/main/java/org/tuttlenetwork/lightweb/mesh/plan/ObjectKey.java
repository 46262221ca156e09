// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

/**
 * What an object of ours is for.
 *
 * @param kind which kind of object
 * @param feature which feature wants it
 * @param fragment in which fragment
 * @param key under which key of the fragment
 */
public record ObjectKey(Kind kind, String feature, String fragment, String key) {
    /** The kinds of objects that we make. */
    public enum Kind {
        GROUP,
        POLICY,
        ZONE,
        /** The group by which a device is known that came by a setup key: its key's only group. */
        DEVICE
    }

    /** The fragment that it stands in. */
    public FragmentKey within() {
        return new FragmentKey(feature, fragment);
    }

    /** As it is called where an administrator reads of it. */
    public String words() {
        String what =
                switch (kind) {
                    case GROUP -> "group";
                    case POLICY -> "policy";
                    case ZONE -> "zone";
                    case DEVICE -> "device";
                };
        return what + " " + key;
    }
}
