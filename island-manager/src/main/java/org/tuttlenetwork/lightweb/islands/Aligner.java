// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.store.HandoverStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.NamesStore;
import org.tuttlenetwork.lightweb.islands.store.NoteStore;

import java.util.Optional;

/**
 * Brings an island into line with the directory as it is now: takes away what a change of role
 * replaces, ends a handover, and declares who is in where that is not declared.
 */
final class Aligner {
    private final IslandWriter writer;
    private final RoleIntents intents;
    private final IslandSettings settings;
    private final IslandStore store = new IslandStore();
    private final NoteStore notes = new NoteStore();
    private final HandoverStore handovers = new HandoverStore();
    private final NamesStore names = new NamesStore();

    Aligner(IslandWriter writer, RoleIntents intents, IslandSettings settings) {
        this.writer = writer;
        this.intents = intents;
        this.settings = settings;
    }

    /**
     * In the transaction that locks it.
     *
     * @param locked with those out whose time is over
     */
    void align(Transaction transaction, LockedIsland locked) {
        Holders holders = locked.holders();
        for (UserId user : holders.notes().keySet()) {
            holders.note(user).change().ifPresent(to -> settle(transaction, locked, user, to));
        }
        handOver(transaction, locked);
        IslandRecord island = locked.island();
        if (!store.declaredMembers(transaction, island.id()).equals(holders.members())
                || names.isElsewhere(transaction, island.id(), settings.domain())) {
            writer.declare(transaction, island, holders.members());
        } else {
            notes.arrived(transaction, island.id(), holders.members());
        }
    }

    private void settle(
            Transaction transaction, LockedIsland locked, UserId user, Note.Asked change) {
        RoleKey wanted = change.role().on(locked.island().slug());
        Holders holders = locked.holders();
        // Somebody who is locked holds nothing: what was to come of them still is.
        if (!holders.keys(user).contains(wanted)) {
            return;
        }
        Reason reason = new Reason(user, "replaced by " + change.role().key(), "");
        for (RoleKey key : holders.keys(user)) {
            if (!key.equals(wanted)) {
                intents.revoke(transaction, user, key, reason);
            }
        }
        Note note = holders.note(user).withChange(Optional.empty());
        Note settled = change.role() == MemberRole.OWNER ? note.withUntil(Optional.empty()) : note;
        notes.put(transaction, locked.island().id(), user, settled);
    }

    /** The old owner is less once the new one is there, and not before. */
    private void handOver(Transaction transaction, LockedIsland locked) {
        IslandRecord island = locked.island();
        Optional<Handover> done =
                handovers
                        .find(transaction, island.id())
                        .filter(one -> one.state() == Handover.State.ACCEPTED)
                        .filter(one -> locked.holders().isOwner(one.to()));
        done.ifPresent(
                handover -> {
                    handovers.remove(transaction, island.id());
                    Reason reason = new Reason(handover.from(), "handed over", "");
                    Written.to(handover.to(), island, reason, "island.handover.done")
                            .in(transaction);
                    if (locked.holders().isOwner(handover.from())) {
                        writer.change(
                                transaction, locked, handover.from(), MemberRole.ADMIN, reason);
                    }
                });
    }
}
