// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

/**
 * Which group a policy or a zone means. A reference to what is not there yet waits; it never widens
 * anything.
 */
public sealed interface GroupRef {
    /**
     * A group of the same fragment.
     *
     * @param key its key
     */
    record Own(String key) implements GroupRef {}

    /**
     * A group that another fragment declares.
     *
     * @param feature the other feature's id
     * @param fragment the fragment's name
     * @param key the group's key
     */
    record Declared(String feature, String fragment, String key) implements GroupRef {}

    /**
     * A group that is somebody else's, by its exact name in NetBird: read, never changed.
     *
     * @param name for example {@code All} or {@code vpn-nodes}
     */
    record Foreign(String name) implements GroupRef {}
}
