// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

import java.util.Optional;

/**
 * Zitadel's user id (the token's {@code sub}).
 *
 * @param value 1 to 200 visible ASCII characters
 */
public record UserId(String value) {
    public UserId {
        if (value.isEmpty()
                || value.length() > 200
                || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("Not a user id");
        }
    }

    /** The id that a text is; empty where it cannot be one. */
    public static Optional<UserId> parse(String text) {
        try {
            return Optional.of(new UserId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
