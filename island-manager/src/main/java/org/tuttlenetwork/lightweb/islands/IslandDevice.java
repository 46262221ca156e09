// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A device that comes to an island without a login: a television, a sensor, a small server. It
 * belongs to this island only, reaches what its sponsor reaches there, and leaves with its sponsor
 * or when its time is over.
 *
 * @param name 1 to 80 characters
 * @param sponsor the member who answers for it
 * @param until when it leaves by itself
 * @param linkedAt when its link was made
 * @param linkUntil until when its link may be exchanged for a setup key
 * @param exchangedAt when it was; empty where it was not
 */
public record IslandDevice(
        UUID id,
        UUID island,
        String name,
        UserId sponsor,
        Instant addedAt,
        Instant until,
        Instant linkedAt,
        Instant linkUntil,
        Optional<Instant> exchangedAt) {
    /** Under which key the island's fragment has it. */
    public String key() {
        return "device-" + id;
    }

    /** Whether the link can be exchanged. */
    public boolean isOpen(Instant now) {
        return exchangedAt.isEmpty() && now.isBefore(linkUntil) && now.isBefore(until);
    }
}
