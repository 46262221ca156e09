// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.UUID;

/**
 * An island as it is stored.
 *
 * @param id immutable
 * @param slug immutable
 * @param name 1 to 80 characters, shown to people
 * @param rules what members may reach on each other's devices
 * @param createdBy who made it
 * @param createdAt when
 * @param version grows with each change
 */
public record IslandRecord(
        UUID id,
        Slug slug,
        String name,
        MemberRules rules,
        UserId createdBy,
        Instant createdAt,
        int version) {}
