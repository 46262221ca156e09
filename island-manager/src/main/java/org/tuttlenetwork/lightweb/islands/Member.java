// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An effective member of an island, or somebody whose role is on its way.
 *
 * @param person who
 * @param role the most powerful role
 * @param addedBy who added them here; empty for who came by Zitadel's own console
 * @param since when they were added here
 * @param pending what gives them the role, as long as Zitadel has not confirmed it
 * @param devices their mesh devices
 */
public record Member(
        Person person,
        MemberRole role,
        Optional<UserId> addedBy,
        Optional<Instant> since,
        Optional<UUID> pending,
        List<MeshDevice> devices) {
    public Member {
        devices = List.copyOf(devices);
    }
}
