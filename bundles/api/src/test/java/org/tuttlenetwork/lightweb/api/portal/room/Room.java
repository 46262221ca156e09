// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal.room;

/** A room with texts of its own, for tests. */
public final class Room {
    private Room() {}
}
