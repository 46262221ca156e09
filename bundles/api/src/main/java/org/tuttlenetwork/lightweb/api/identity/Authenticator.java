// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

/**
 * Verifies access tokens. Blocks only for a new key of the issuer or the introspection of an opaque
 * token.
 */
public interface Authenticator {
    /**
     * @param token what stood behind {@code Bearer}
     * @return who it is, or why not
     */
    Authentication authenticate(String token);

    /** How it ended. */
    sealed interface Authentication {}

    /**
     * The token is good and its user active.
     *
     * @param caller who it is
     */
    record Authenticated(Caller caller) implements Authentication {}

    /**
     * The token is refused: 401.
     *
     * @param description why, fit for {@code WWW-Authenticate}'s {@code error_description} (RFC
     *     6750 §3): ASCII without quotes
     */
    record Refused(String description) implements Authentication {}

    /**
     * Whether it is good can't be said now: 503.
     *
     * @param description why
     */
    record Undecided(String description) implements Authentication {}
}
