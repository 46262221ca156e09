// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.islands.store.RescueStore;

/** What becomes of a person whom an administrator of the network has named as the new owner. */
public final class Candidacy {
    private Candidacy() {}

    /** Who goes becomes no owner by being let in again. */
    static void end(Transaction transaction, IslandRecord island, UserId user, Reason by) {
        RescueStore store = new RescueStore();
        store.find(transaction, island.id())
                .filter(rescue -> rescue.candidate().equals(user))
                .ifPresent(
                        rescue -> {
                            store.remove(transaction, island.id());
                            Reason dropped = new Reason(by.actor(), rescue.why(), by.requestId());
                            written(transaction, island, rescue, "dropped", dropped);
                        });
    }

    /** Into the island's journal and the system's. */
    public static void written(
            Transaction transaction, IslandRecord island, Rescue rescue, String what, Reason by) {
        String action = "island.rescue." + what;
        Written.to(rescue.candidate(), island, by, action)
                .is("due", rescue.dueAt())
                .is("why", rescue.why())
                .in(transaction);
        String request = by.requestId().isEmpty() ? JournalNote.NO_REQUEST : by.requestId();
        transaction.journal(
                JournalNote.by(by.actor(), request, action, Written.scope(island.id()))
                        .withAfter(
                                "{\"slug\":\""
                                        + island.slug()
                                        + "\",\"candidate\":\""
                                        + rescue.candidate()
                                        + "\"}"));
    }
}
