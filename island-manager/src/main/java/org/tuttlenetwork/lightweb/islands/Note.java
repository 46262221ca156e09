// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How somebody came in, or is about to.
 *
 * @param addedBy by whom
 * @param addedAt when it was asked for
 * @param asked what was asked for, as long as they were not seen in the island since
 */
public record Note(UserId addedBy, Instant addedAt, Optional<Asked> asked) {
    /**
     * A role that is on its way.
     *
     * @param role which
     * @param operation what carries it out
     */
    public record Asked(MemberRole role, UUID operation) {}
}
