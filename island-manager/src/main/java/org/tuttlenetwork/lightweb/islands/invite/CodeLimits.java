// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.store.CodeMisses;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps spoken codes from being guessed. Counted are wrong ones, of each person and in all, never
 * those of an island: nobody can lock its door. Where there are too many in all, only who had none
 * of their own may still try, so that an honest first try always counts.
 *
 * <p>A code has 40 bits. A thousand accounts that guess for a day try 240 000 of 10^12.
 */
final class CodeLimits {
    static final int MOST_OF_ONE = 10;
    static final int MOST_IN_ALL = 1000;
    static final Duration WINDOW = Duration.ofHours(1);

    private final CodeMisses misses = new CodeMisses();

    /**
     * @throws LightWebException TOO_MANY_REQUESTS
     */
    void require(Transaction transaction, UserId user, Instant now) {
        misses.lock(transaction, user);
        Instant since = now.minus(WINDOW);
        long own = misses.of(transaction, user, since);
        boolean crowded = own > 0 && misses.all(transaction, since) >= MOST_IN_ALL;
        if (own >= MOST_OF_ONE || crowded) {
            throw new LightWebException(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too many codes that were none. Ask for a link instead, or try again in"
                                    + " an hour.")
                    .because("too-many-codes");
        }
    }

    /** Notes one that was none. */
    void missed(Transaction transaction, UserId user, Instant now) {
        misses.forget(transaction, now.minus(WINDOW));
        misses.add(transaction, user, now);
    }
}
