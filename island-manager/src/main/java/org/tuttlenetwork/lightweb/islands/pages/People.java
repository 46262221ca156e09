// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.Member;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whom an island's page names.
 *
 * @param members in the order in which they are shown
 * @param others who is no member, or none any more, as who invited somebody and has left
 */
public record People(List<Member> members, List<Person> others) {
    public People {
        members = List.copyOf(members);
        others = List.copyOf(others);
    }

    /**
     * @param named whom the page names beside members and who added them
     * @param directory asked once, for all who are no members
     */
    static People of(
            List<Member> members,
            Collection<UserId> named,
            Function<Collection<UserId>, List<Person>> directory) {
        Set<UserId> others = new HashSet<>(named);
        members.forEach(member -> member.addedBy().ifPresent(others::add));
        members.forEach(member -> others.remove(member.person().id()));
        return new People(members, others.isEmpty() ? List.of() : directory.apply(others));
    }

    /** What somebody is called; empty where that is not known any more. */
    Optional<String> name(UserId user) {
        return Stream.concat(members.stream().map(Member::person), others.stream())
                .filter(person -> person.id().equals(user))
                .map(Person::displayName)
                .findFirst();
    }
}
