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
 * @param role the most powerful role that counts
 * @param isIn whether Zitadel has confirmed a role of theirs
 * @param note what else is known of the membership
 * @param devices their mesh devices
 */
public record Member(
        Person person, MemberRole role, boolean isIn, Note note, List<MeshDevice> devices) {
    public Member {
        devices = List.copyOf(devices);
    }

    /** Who added them here; empty for who came by Zitadel's own console. */
    public Optional<UserId> addedBy() {
        return note.added().map(Note.By::who);
    }

    /** When they were added here. */
    public Optional<Instant> since() {
        return note.added().map(Note.By::at);
    }

    /** When the membership ends by itself. */
    public Optional<Instant> until() {
        return note.until().map(Note.By::at);
    }

    /** What gives them a role, as long as Zitadel has not confirmed it. */
    public Optional<UUID> pending() {
        return (isIn ? note.change() : note.coming()).map(Note.Asked::operation);
    }

    /** The role that is on its way for who is in. */
    public Optional<MemberRole> changesTo() {
        return isIn ? note.change().map(Note.Asked::role) : Optional.empty();
    }
}
