// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

/**
 * The calling bundle's own schema. Each bundle with a persistence unit sees exactly one service of
 * this type, its own. Calls block on PostgreSQL; use virtual threads. A failed transaction is
 * rolled back whole; a serialization failure or a lost connection before the commit is retried, so
 * work must have no effect outside the transaction. A thread in a transaction begins no other, and
 * asks for nothing that takes a connection of its own: it would wait for a second one with one in
 * hand. The log tells of it; with -Dlightweb.transactions.strict=true, as in tests, it is an error.
 */
public interface Database {
    /**
     * Runs work in a transaction that commits when it returns normally.
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException as thrown by the work, after
     *     the rollback; with type UNAVAILABLE where the database does not answer
     */
    <T> T write(Work<T> work);

    /** Runs work in a read-only transaction with one snapshot (repeatable read). */
    <T> T read(Work<T> work);

    /**
     * What is done in a transaction.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    interface Work<T> {
        T run(Transaction transaction);
    }
}
