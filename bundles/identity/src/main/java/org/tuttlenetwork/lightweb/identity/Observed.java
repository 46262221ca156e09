// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.People;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the feed of users whose roles or standing a transaction changed, and of nobody else. */
final class Observed {
    private final Transaction transaction;
    private final People people;
    private final Map<String, Standing> before = new HashMap<>();

    Observed(Transaction transaction, People people) {
        this.transaction = transaction;
        this.people = people;
    }

    /** To be called before something of a user is changed. */
    void watch(String user) {
        before.computeIfAbsent(user, this::standing);
    }

    void watch(Collection<String> users) {
        users.forEach(this::watch);
    }

    /** To be called last: publishes what differs now. */
    void publish() {
        before.forEach(
                (user, standing) -> {
                    Standing now = standing(user);
                    if (!standing.equals(now)) {
                        boolean locked = now.active.equals(Optional.of(false));
                        publish(transaction, user, locked ? ",\"active\":false" : "");
                    }
                });
    }

    static void publish(Transaction transaction, String user) {
        publish(transaction, user, "");
    }

    private static void publish(Transaction transaction, String user, String more) {
        // A user id has only visible ASCII; quotes and backslashes are what JSON must escape.
        String escaped = user.replace("\\", "\\\\").replace("\"", "\\\"");
        transaction.publish(
                Directory.MEMBERSHIP_TOPIC, user, "{\"user\":\"" + escaped + "\"" + more + "}");
    }

    private Standing standing(String user) {
        UserId id = new UserId(user);
        Optional<Person> person = people.find(transaction, id);
        Set<RoleKey> roles = people.rolesOf(transaction, List.of(user)).getOrDefault(id, Set.of());
        return new Standing(person.map(Person::active), roles);
    }

    private record Standing(Optional<Boolean> active, Set<RoleKey> roles) {}
}
