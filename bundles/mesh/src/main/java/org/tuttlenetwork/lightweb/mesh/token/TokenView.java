// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token, as this host saw it last.
 *
 * @param rotated whether a host made it; otherwise it is the configured one
 * @param life empty while it is not known
 * @param rotates from when on it is replaced; empty where it is not, or that is not known
 * @param notes what else there is to know
 */
public record TokenView(
        TokenRole role,
        boolean rotated,
        Optional<TokenLife> life,
        Optional<Instant> rotates,
        List<TokenNote> notes) {
    public TokenView {
        notes = List.copyOf(notes);
    }

    static TokenView unseen(TokenRole role) {
        return new TokenView(role, false, Optional.empty(), Optional.empty(), List.of());
    }

    public boolean needsAPerson() {
        return notes.stream().anyMatch(TokenNote::needsAPerson);
    }
}
