// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;

/**
 * A user as Zitadel tells it.
 *
 * @param id who
 * @param displayName as they call themselves
 * @param loginName the preferred login name
 * @param language BCP 47, or empty
 * @param state how the account stands
 * @param changed when it last changed
 */
public record ZitadelUser(
        UserId id,
        String displayName,
        String loginName,
        String language,
        State state,
        Instant changed) {
    /** How an account stands. */
    public enum State {
        ACTIVE,
        /** Made, not used yet. */
        INITIAL,
        INACTIVE,
        LOCKED,
        DELETED;

        /** Whether such a user may have roles. */
        public boolean isUsable() {
            return this == ACTIVE || this == INITIAL;
        }

        static State of(String told) {
            return switch (told) {
                case "USER_STATE_ACTIVE" -> ACTIVE;
                case "USER_STATE_INITIAL" -> INITIAL;
                case "USER_STATE_LOCKED" -> LOCKED;
                case "USER_STATE_DELETED" -> DELETED;
                // Unknown states included: what is not known to be usable is not.
                default -> INACTIVE;
            };
        }
    }
}
