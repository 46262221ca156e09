// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;

/** Locks over all hosts, held until the end of the transaction. */
public final class Locks {
    private static final String TRY =
            "select pg_try_advisory_xact_lock(hashtext('lightweb.identity'), hashtext(?)) as got";

    private Locks() {}

    /**
     * Only one writes the roles of a user. Not waited for: whoever has it does what is open.
     *
     * @return whether it was free
     */
    public static boolean tryUser(Transaction transaction, UserId user) {
        return tried(transaction, "user:" + user.value());
    }

    /** Only one writes the roles of the project. */
    public static boolean tryProject(Transaction transaction) {
        return tried(transaction, "project");
    }

    private static boolean tried(Transaction transaction, String what) {
        return Statements.first(transaction, TRY, row -> row.getBoolean("got"), what).orElse(false);
    }
}
