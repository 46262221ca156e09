// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which features' data is being brought back from a dump, also where a host ended in the middle of
 * it. Stateless; the caller brings the transaction.
 */
public final class RestoringStore {
    /**
     * Somebody's wish that a dump takes the place of a feature's data.
     *
     * @param host who does it
     * @param actor a user id
     */
    public record Restoring(String feature, UUID dump, UUID host, String actor) {}

    /** Begins; none of this feature may have begun. */
    public void begin(Transaction transaction, Restoring restoring, Instant now) {
        Sql.update(
                transaction,
                "insert into restoring (feature, dump, host, actor, at) values (?, ?, ?, ?, ?)",
                restoring.feature(),
                restoring.dump(),
                restoring.host(),
                restoring.actor(),
                now);
    }

    public Optional<Restoring> find(Transaction transaction, String feature) {
        return all(transaction).stream().filter(one -> one.feature().equals(feature)).findFirst();
    }

    public List<Restoring> all(Transaction transaction) {
        return Sql.query(
                transaction,
                rows ->
                        new Restoring(
                                rows.getString(1),
                                rows.getObject(2, UUID.class),
                                rows.getObject(3, UUID.class),
                                rows.getString(4)),
                "select feature, dump, host, actor from restoring order by 1");
    }

    /**
     * Another host goes on with it.
     *
     * @return false where it is not as it was any more
     */
    public boolean takeOver(Transaction transaction, Restoring restoring, UUID host) {
        return Sql.update(
                        transaction,
                        "update restoring set host = ? where feature = ? and dump = ? and host = ?",
                        host,
                        restoring.feature(),
                        restoring.dump(),
                        restoring.host())
                == 1;
    }

    /**
     * Ends one.
     *
     * @return false where it was ended already
     */
    public boolean end(Transaction transaction, String feature) {
        return Sql.update(transaction, "delete from restoring where feature = ?", feature) == 1;
    }
}
