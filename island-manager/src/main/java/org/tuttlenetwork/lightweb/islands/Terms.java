// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import java.time.Instant;
import java.util.Optional;

/**
 * What an invitation gives, and for how long it is one.
 *
 * @param kind how it is handed on
 * @param role the role that it gives
 * @param expiresAt from when on it is none
 * @param uses how many people may use it
 * @param memberUntil when the membership that it gives ends by itself
 * @param approval whether somebody who manages the island looks at each one who comes
 */
public record Terms(
        Invitation.Kind kind,
        MemberRole role,
        Instant expiresAt,
        int uses,
        Optional<Instant> memberUntil,
        boolean approval) {}
