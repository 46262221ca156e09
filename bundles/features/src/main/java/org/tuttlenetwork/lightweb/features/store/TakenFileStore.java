// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.time.Instant;

/**
 * Which files of the drop folder were taken, whatever became of them. Stateless; the caller brings
 * the transaction.
 */
public final class TakenFileStore {
    /** Remembers the content that a file had when it was taken. */
    public void take(Transaction transaction, String file, String sha256, Instant now) {
        Sql.update(
                transaction,
                "insert into taken_file (file, sha256, at) values (?, ?, ?) on conflict (file) do"
                        + " update set sha256 = excluded.sha256, at = excluded.at",
                file,
                sha256,
                now);
    }

    /** Whether a file of this name was taken with exactly this content. */
    public boolean isTaken(Transaction transaction, String file, String sha256) {
        return Sql.one(
                        transaction,
                        rows -> true,
                        "select from taken_file where file = ? and sha256 = ?",
                        file,
                        sha256)
                .isPresent();
    }

    /** Forgets a file that is gone. */
    public void forget(Transaction transaction, String file) {
        Sql.update(transaction, "delete from taken_file where file = ?", file);
    }
}
