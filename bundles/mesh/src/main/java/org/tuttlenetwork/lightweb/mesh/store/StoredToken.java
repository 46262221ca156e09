// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import org.tuttlenetwork.lightweb.mesh.netbird.MadeToken;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that a host made, or has begun to make.
 *
 * @param nonce what its name in NetBird carries
 * @param begun when it was begun
 * @param made empty while no answer of NetBird's is stored; without the token itself once retired
 */
public record StoredToken(
        String nonce,
        TokenRole role,
        State state,
        Origin origin,
        Instant begun,
        Optional<MadeToken> made) {
    /** What becomes of a token, in this order. */
    public enum State {
        /** It may exist in NetBird; if so, nobody knows it. */
        BEGUN,
        /** Known, and not tried yet. */
        KEPT,
        /** The one that every host uses. */
        USED,
        /** To be deleted in NetBird. */
        RETIRED
    }

    /**
     * Where it comes from.
     *
     * @param configured tells the configured token, with which it began, from other ones
     * @param serviceUser whose it is
     * @param configuredEnds when the configured one ends; empty where that is not known
     */
    public record Origin(String configured, String serviceUser, Optional<Instant> configuredEnds) {}

    public boolean is(State wanted) {
        return state == wanted;
    }
}
