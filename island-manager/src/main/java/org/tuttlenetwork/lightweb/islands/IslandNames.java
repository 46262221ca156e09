// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

/**
 * The names of an island, in a zone that its members alone see.
 *
 * @param domain below which each island has its zone; empty where islands have none
 * @param devices whether members' devices have names in it
 */
public record IslandNames(String domain, boolean devices) {
    /** No zone at all. */
    public static final IslandNames NONE = new IslandNames("", false);
}
