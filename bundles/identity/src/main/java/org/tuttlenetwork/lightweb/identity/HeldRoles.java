// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.Intents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What does not happen while a restore is held: nobody loses a role because a listing lacks what
 * the older state knew, nor by a removal that was asked for in that state. Removals asked for
 * since, and verified events, go through (DECISIONS 1.7).
 *
 * @param restoration the restore that is held; empty where all goes on
 */
record HeldRoles(Optional<Restoration> restoration) {
    static final String WAITS =
            "Waits: this host was restored from a backup, and this was asked for before. An"
                    + " administrator releases it.";

    /** Verdicts, all of it held where they would follow from the older state. */
    List<Brake.Verdict> hold(List<Brake.Verdict> verdicts) {
        return restoration.isEmpty()
                ? verdicts
                : verdicts.stream()
                        .map(verdict -> verdict.allHeld(Brake.Reason.RESTORED, WAITS))
                        .toList();
    }

    boolean holds(Intent intent) {
        return intent.kind().isRemoval()
                && restoration
                        .filter(restore -> intent.asked().isBefore(restore.restoredAt()))
                        .isPresent();
    }

    /**
     * Roles that a list written for a user must not carry: not those of an older state, for the
     * list would take them away on the way to what is asked for now.
     */
    Set<String> tombstones(Intents intents, Transaction transaction, UserId user) {
        return restoration
                .map(restore -> intents.tombstonesSince(transaction, user, restore.restoredAt()))
                .orElseGet(() -> intents.tombstones(transaction, user));
    }

    /** What is held back, for an administrator, without names of people. */
    List<String> words(Intents intents, Transaction transaction, List<Brake.Held> held) {
        List<String> words = new ArrayList<>();
        held.forEach(
                one ->
                        words.add(
                                "take away "
                                        + one.absence().roles()
                                        + ": Zitadel does not show "
                                        + one.absence().name()));
        restoration.ifPresent(
                restore ->
                        intents.removalsBefore(transaction, restore.restoredAt())
                                .forEach(
                                        intent ->
                                                words.add(
                                                        "take away "
                                                                + intent.roles()
                                                                + ": asked for at "
                                                                + intent.asked())));
        return words;
    }
}
