// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.store.AgreementStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who comes to an island, and goes from it, by Zitadel alone. Whoever comes so has seen no rules,
 * and agreed to none (DECISIONS 1.11).
 */
final class Passage {
    private final IslandStore store = new IslandStore();
    private final AgreementStore agreements = new AgreementStore();

    /**
     * Writes down who came or went since the island was declared, other than by what was done here.
     *
     * @return whether there was anybody: then the island is to be declared anew
     */
    boolean notice(Transaction transaction, LockedIsland locked) {
        IslandRecord island = locked.island();
        Holders holders = locked.holders();
        Set<UserId> declared = store.declaredMembers(transaction, island.id());
        Set<UserId> gone = new HashSet<>(declared);
        gone.removeAll(holders.members());
        // Whose time is over is taken out here, and written down as that.
        gone.removeIf(user -> holders.endedBy(user).isPresent());
        List<UserId> came =
                holders.members().stream()
                        .filter(user -> !declared.contains(user))
                        .filter(user -> !isExpected(locked, user, declared))
                        .toList();
        for (UserId user : gone) {
            Written.seen(user, island, "island.member.gone").in(transaction);
        }
        for (UserId user : came) {
            if (holders.note(user).added().isEmpty()) {
                agreements.keep(transaction, island.id(), user, new MemberRules.ServicesOnly());
            }
            Written.seen(user, island, arrival(holders.note(user)))
                    .is("role", holders.role(user).orElse(MemberRole.GUEST).key())
                    .in(transaction);
        }
        return !gone.isEmpty() || !came.isEmpty();
    }

    private static String arrival(Note note) {
        return note.added().isPresent() ? "island.member.back" : "island.member.came";
    }

    /** Whether somebody's first role is the one that they were given here. */
    private static boolean isExpected(LockedIsland locked, UserId user, Set<UserId> declared) {
        Note note = locked.holders().note(user);
        boolean made = user.equals(locked.island().createdBy()) && declared.isEmpty();
        return note.added().isPresent() && (note.asked().isPresent() || made);
    }
}
