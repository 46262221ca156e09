// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which features' data is being deleted, also where a host ended in the middle of it. Stateless;
 * the caller brings the transaction.
 */
public final class PurgingStore {
    /**
     * Somebody's wish that a feature's data be deleted.
     *
     * @param actor a user id
     * @param since when it began
     */
    public record Purging(String feature, String actor, Instant since) {}

    /** Begins; one that has begun goes on as it was. */
    public Purging begin(Transaction transaction, String feature, String actor, Instant now) {
        Sql.update(
                transaction,
                "insert into purging (feature, actor, at) values (?, ?, ?) on conflict do nothing",
                feature,
                actor,
                now);
        return find(transaction, feature).orElseThrow();
    }

    public Optional<Purging> find(Transaction transaction, String feature) {
        return Sql.one(
                transaction,
                rows ->
                        new Purging(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getTimestamp(3).toInstant()),
                "select feature, actor, at from purging where feature = ?",
                feature);
    }

    public List<String> all(Transaction transaction) {
        return Sql.query(
                transaction, rows -> rows.getString(1), "select feature from purging order by 1");
    }

    /**
     * Ends one.
     *
     * @return false where it was ended already
     */
    public boolean end(Transaction transaction, String feature) {
        return Sql.update(transaction, "delete from purging where feature = ?", feature) == 1;
    }
}
