// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import jakarta.persistence.EntityManager;

import org.tuttlenetwork.lightweb.api.journal.JournalNote;

import java.sql.Connection;
import java.time.Instant;

/** An open transaction; good only inside the work it was handed to, on its thread. */
public interface Transaction {
    /** The bundle's own entities. */
    EntityManager entities();

    /**
     * The same transaction as plain JDBC, with the schema of the bundle as search path. Never
     * commit or close it.
     */
    Connection connection();

    /**
     * Adds to the change feed: seen by subscribers once this transaction has committed, and once,
     * however often this transaction says the same.
     *
     * @param topic the kind of thing that changes, {@code <feature>.<noun>}, for example {@code
     *     islands.island}
     * @param key the thing; entries of one key keep their order
     * @param json what consumers need to know, as JSON; no secrets, no addresses of people
     */
    void publish(String topic, String key, String json);

    /**
     * Queues work that is done, and retried, after this transaction has committed (on any host, at
     * least once).
     *
     * @param task the name of a {@link org.tuttlenetwork.lightweb.api.work.QueuedTask} of the
     *     calling feature
     * @param instance what it is about; while one of the same task and instance waits, another is
     *     not added
     * @param json the payload
     * @param at not before this instant
     */
    void enqueue(String task, String instance, String json, Instant at);

    /**
     * Adds to the journal: read once this transaction has committed, and kept for good. The entry
     * names the calling feature.
     *
     * @throws IllegalStateException if it is not taken, as where {@code before} or {@code after} is
     *     no JSON; the transaction is rolled back then
     */
    void journal(JournalNote note);

    /** Called once after the commit, on the same thread; not called after a rollback. */
    void afterCommit(Runnable action);
}
