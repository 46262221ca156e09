// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A key with which a machine joins without a person.
 *
 * @param key in plain text, shown only once
 * @param type {@code one-off} or {@code reusable}
 * @param expires RFC 3339, null for never
 * @param usageLimit 0 for no limit
 */
public record SetupKey(
        String id,
        String key,
        String name,
        String type,
        @Nullable String expires,
        List<String> autoGroups,
        long usageLimit,
        long usedTimes,
        @Nullable String lastUsed,
        String updatedAt,
        boolean revoked,
        boolean ephemeral,
        boolean allowExtraDnsLabels) {
    public SetupKey {
        autoGroups = List.copyOf(autoGroups);
    }

    /** {@code valid}, {@code revoked}, {@code expired} or {@code overused}. */
    public String state(Instant now) {
        if (revoked) {
            return "revoked";
        }
        if (expires != null && !Instant.parse(expires).isAfter(now)) {
            return "expired";
        }
        if (usageLimit > 0 && usedTimes >= usageLimit) {
            return "overused";
        }
        return "valid";
    }

    public SetupKey replaced(boolean nowRevoked, List<String> newAutoGroups, String at) {
        return new SetupKey(
                id,
                key,
                name,
                type,
                expires,
                newAutoGroups,
                usageLimit,
                usedTimes,
                lastUsed,
                at,
                nowRevoked,
                ephemeral,
                allowExtraDnsLabels);
    }

    public SetupKey used(String at) {
        return new SetupKey(
                id,
                key,
                name,
                type,
                expires,
                autoGroups,
                usageLimit,
                usedTimes + 1,
                at,
                updatedAt,
                revoked,
                ephemeral,
                allowExtraDnsLabels);
    }
}
