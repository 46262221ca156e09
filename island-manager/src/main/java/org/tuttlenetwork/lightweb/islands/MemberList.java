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
import java.util.Optional;
import java.util.Set;

/** The list of an island's members: who holds a role, and whose role is on its way. */
final class MemberList {
    private MemberList() {}

    static List<Member> of(Holders holders, Directory directory, Mesh mesh) {
        Set<UserId> all = new HashSet<>(holders.members());
        holders.notes()
                .forEach(
                        (user, note) ->
                                note.coming()
                                        .filter(_ -> !note.isOver(holders.now()))
                                        .ifPresent(_ -> all.add(user)));
        List<Member> members = new ArrayList<>();
        for (Person person : directory.people(all)) {
            members.add(member(person, holders, mesh));
        }
        members.sort(
                Comparator.comparing(Member::role)
                        .thenComparing(member -> member.person().displayName())
                        .thenComparing(member -> member.person().id().value()));
        return members;
    }

    private static Member member(Person person, Holders holders, Mesh mesh) {
        Note note = holders.note(person.id());
        Optional<MemberRole> held = holders.role(person.id());
        return new Member(
                person,
                held.or(() -> note.coming().map(Note.Asked::role)).orElse(MemberRole.GUEST),
                held.isPresent(),
                note,
                mesh.devices(person.id()));
    }
}
