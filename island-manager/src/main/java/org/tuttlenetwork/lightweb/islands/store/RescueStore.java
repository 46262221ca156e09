// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.Rescue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Owners whom administrators make. In the transaction that each method is handed. */
public final class RescueStore {
    private static final String SELECT =
            "select island_id, candidate, asked_by, why, asked_at, due_at from rescue ";

    /**
     * @return false where there is one already
     */
    public boolean add(Transaction transaction, Rescue rescue) {
        return Sql.update(
                        transaction,
                        "insert into rescue (island_id, candidate, asked_by, why, asked_at, due_at)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                        rescue.island(),
                        rescue.candidate().value(),
                        rescue.by().value(),
                        rescue.why(),
                        rescue.askedAt(),
                        rescue.dueAt())
                == 1;
    }

    public Optional<Rescue> find(Transaction transaction, UUID island) {
        return of(transaction, "where island_id = ?", island).stream().findFirst();
    }

    /** All of them, the next that is due first. */
    public List<Rescue> all(Transaction transaction) {
        return of(transaction, "order by due_at, island_id");
    }

    public void remove(Transaction transaction, UUID island) {
        Sql.update(transaction, "delete from rescue where island_id = ?", island);
    }

    /** What was announced before: of another state of the world. */
    public void removeAnnounced(Transaction transaction, Instant before) {
        Sql.update(transaction, "delete from rescue where asked_at < ?", before);
    }

    private static List<Rescue> of(Transaction transaction, String where, Object... values) {
        return Sql.query(
                transaction,
                row ->
                        new Rescue(
                                row.getObject(1, UUID.class),
                                new UserId(row.getString(2)),
                                new UserId(row.getString(3)),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                row.getTimestamp(6).toInstant()),
                SELECT + where,
                values);
    }
}
