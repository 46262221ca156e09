// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A directory of one person, who can be locked. */
public final class OnePerson implements Directory {
    private final UserId id;
    boolean active = true;

    public OnePerson(String id) {
        this.id = new UserId(id);
    }

    @Override
    public Optional<Person> person(UserId user) {
        return user.equals(id)
                ? Optional.of(new Person(id, "Mia", "mia", "en", active))
                : Optional.empty();
    }

    @Override
    public List<Person> people(Collection<UserId> users) {
        return users.stream().flatMap(user -> person(user).stream()).toList();
    }

    @Override
    public Optional<Person> findByLogin(String login) {
        return Optional.empty();
    }

    @Override
    public Optional<Person> findById(UserId user) {
        return person(user);
    }

    @Override
    public Set<RoleKey> roles(UserId user) {
        return Set.of();
    }

    @Override
    public Map<UserId, Set<RoleKey>> holders(String prefix) {
        return Map.of();
    }

    @Override
    public Map<UserId, Set<RoleKey>> holders(Transaction transaction, String prefix) {
        return Map.of();
    }

    @Override
    public boolean isInUse(Collection<RoleKey> roles) {
        return false;
    }
}
