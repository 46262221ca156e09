// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.Intents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * While a restore is held: nobody loses a role because a listing lacks what the older state knew,
 * nor by a removal that was asked for in that state. Removals asked for since, and verified events,
 * go through (DECISIONS 1.7).
 */
final class RestoredRoles {
    static final String WAITS =
            "Waits: this host was restored from a backup, and this was asked for before. An"
                    + " administrator releases it.";

    private static final String PART = "identity";

    private final RestoreBrake brake;

    RestoredRoles(RestoreBrake brake) {
        this.brake = brake;
    }

    void join() {
        if (brake.held().isPresent()) {
            brake.join(PART, "{}");
        }
    }

    /** Verdicts, all of it held where they would follow from the older state. */
    List<Brake.Verdict> hold(List<Brake.Verdict> verdicts) {
        return brake.held().isEmpty()
                ? verdicts
                : verdicts.stream().map(verdict -> verdict.allHeld(WAITS)).toList();
    }

    boolean isHeld(Intent intent) {
        Optional<Restoration> held = intent.kind().isRemoval() ? brake.held() : Optional.empty();
        return held.filter(restore -> intent.asked().isBefore(restore.restoredAt())).isPresent();
    }

    /**
     * Roles that a list written for a user must not carry: not those of an older state, for the
     * list would take them away on the way to what is asked for now.
     */
    Set<String> tombstones(Intents intents, Transaction transaction, UserId user) {
        return brake.held()
                .map(held -> intents.tombstonesSince(transaction, user, held.restoredAt()))
                .orElseGet(() -> intents.tombstones(transaction, user));
    }

    void report(Intents intents, Transaction transaction, List<Brake.Held> held) {
        brake.held()
                .ifPresent(
                        restore -> {
                            List<String> words = new ArrayList<>();
                            held.forEach(
                                    one ->
                                            words.add(
                                                    "take away "
                                                            + one.absence().roles()
                                                            + ": Zitadel does not show "
                                                            + one.absence().name()));
                            intents.removalsBefore(transaction, restore.restoredAt())
                                    .forEach(
                                            intent ->
                                                    words.add(
                                                            "take away "
                                                                    + intent.roles()
                                                                    + ": asked for at "
                                                                    + intent.asked()));
                            brake.report(PART, words);
                        });
    }
}
