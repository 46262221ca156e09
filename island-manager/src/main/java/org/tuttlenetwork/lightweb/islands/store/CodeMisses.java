// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;

/** Spoken codes that were none. In the transaction that each method is handed. */
public final class CodeMisses {
    /** Until the transaction ends nobody else counts for the same person. */
    public void lock(Transaction transaction, UserId user) {
        Sql.query(
                transaction,
                row -> true,
                "select pg_advisory_xact_lock(hashtextextended('codes of ' || ?, 0))",
                user.value());
    }

    public void add(Transaction transaction, UserId user, Instant at) {
        Sql.update(
                transaction, "insert into code_miss (user_id, at) values (?, ?)", user.value(), at);
    }

    /** How many one person has had since. */
    public long of(Transaction transaction, UserId user, Instant since) {
        return Sql.one(
                        transaction,
                        row -> row.getLong(1),
                        "select count(*) from code_miss where user_id = ? and at > ?",
                        user.value(),
                        since)
                .orElseThrow();
    }

    /** How many there were in all. */
    public long all(Transaction transaction, Instant since) {
        return Sql.one(
                        transaction,
                        row -> row.getLong(1),
                        "select count(*) from code_miss where at > ?",
                        since)
                .orElseThrow();
    }

    public void forget(Transaction transaction, Instant before) {
        Sql.update(transaction, "delete from code_miss where at <= ?", before);
    }
}
