// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The list of an island's members: who holds a role, and whose role is on its way. */
final class MemberList {
    private MemberList() {}

    static List<Member> of(
            Holders holders, Map<UserId, Note> notes, Directory directory, Mesh mesh) {
        Set<UserId> all = new HashSet<>(holders.members());
        notes.forEach((user, note) -> note.asked().ifPresent(_ -> all.add(user)));
        List<Member> members = new ArrayList<>();
        for (Person person : directory.people(all)) {
            members.add(member(person, holders, Optional.ofNullable(notes.get(person.id())), mesh));
        }
        members.sort(
                Comparator.comparing(Member::role)
                        .thenComparing(member -> member.person().displayName())
                        .thenComparing(member -> member.person().id().value()));
        return members;
    }

    private static Member member(Person person, Holders holders, Optional<Note> note, Mesh mesh) {
        Optional<MemberRole> role = holders.role(person.id());
        Optional<Note.Asked> asked =
                role.isPresent() ? Optional.empty() : note.flatMap(Note::asked);
        return new Member(
                person,
                role.or(() -> asked.map(Note.Asked::role)).orElse(MemberRole.GUEST),
                note.map(Note::addedBy),
                note.map(Note::addedAt),
                asked.map(Note.Asked::operation),
                mesh.devices(person.id()));
    }
}
