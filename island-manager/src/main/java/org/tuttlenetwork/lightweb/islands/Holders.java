// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who holds roles of one island at one moment.
 *
 * @param slug the island
 * @param roles effective roles of the island, by user; keys that are not strictly known roles count
 *     for nothing
 * @param notes what is known here of memberships
 * @param now the moment
 */
public record Holders(
        Slug slug, Map<UserId, Set<RoleKey>> roles, Map<UserId, Note> notes, Instant now) {
    public Holders {
        roles = Map.copyOf(roles);
        notes = Map.copyOf(notes);
    }

    /** Somebody's role as it counts; empty for who is no member. */
    public Optional<MemberRole> role(UserId user) {
        Optional<MemberRole> held = MemberRole.highest(roles.getOrDefault(user, Set.of()), slug);
        return note(user).counting(held, now);
    }

    public boolean isOwner(UserId user) {
        return role(user).filter(role -> role == MemberRole.OWNER).isPresent();
    }

    /** Who set the end date of somebody whose time is over; empty where it is not. */
    Optional<UserId> endedBy(UserId user) {
        boolean over = role(user).isEmpty() && note(user).isOver(now);
        return over ? note(user).until().map(Note.By::who) : Optional.empty();
    }

    /** Every role key that somebody has here, the most powerful first, counting or not. */
    List<RoleKey> keys(UserId user) {
        Set<RoleKey> held = roles.getOrDefault(user, Set.of());
        return MemberRole.all(slug).stream().filter(held::contains).toList();
    }

    public Note note(UserId user) {
        return notes.getOrDefault(user, Note.NONE);
    }

    public Set<UserId> members() {
        return roles.keySet().stream()
                .filter(user -> role(user).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<UserId> membersWithout(UserId user) {
        Set<UserId> others = new HashSet<>(members());
        others.remove(user);
        return others;
    }

    /** How many others are in, or on the way in. */
    long countWithout(UserId user) {
        Set<UserId> others = new HashSet<>(members());
        notes.forEach((who, note) -> note.coming().ifPresent(_ -> others.add(who)));
        others.remove(user);
        return others.size();
    }

    boolean isLastOwner(UserId user) {
        return owners().equals(Set.of(user));
    }

    private Set<UserId> owners() {
        return roles.keySet().stream().filter(this::isOwner).collect(Collectors.toSet());
    }

    /** What is missing for the island to be looked after; empty where nothing is. */
    public Optional<Lack> lack() {
        if (members().isEmpty()) {
            return Optional.of(Lack.MEMBERS);
        }
        return owners().isEmpty() ? Optional.of(Lack.OWNER) : Optional.empty();
    }
}
