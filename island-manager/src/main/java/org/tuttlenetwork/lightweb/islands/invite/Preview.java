// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.IslandRecord;

/**
 * What somebody sees of an island before they join.
 *
 * @param island where to
 * @param inviter the name of who invites
 * @param invitation on which terms
 * @param standing how far the one who looks is
 */
public record Preview(
        IslandRecord island, String inviter, Invitation invitation, Standing standing) {
    /**
     * The rules that somebody agrees to, as a text that changes with them: what was shown is what
     * is agreed to.
     */
    public String agreement() {
        return island.agreement();
    }

    Preview by(String name) {
        return new Preview(island, name, invitation, standing);
    }

    /** How far somebody is. */
    public enum Standing {
        /** Not in, and has not asked. */
        NEW,
        /** Waits for somebody's yes. */
        WAITING,
        /** Let in, and on the way. */
        ARRIVING,
        /** A member. */
        MEMBER
    }
}
