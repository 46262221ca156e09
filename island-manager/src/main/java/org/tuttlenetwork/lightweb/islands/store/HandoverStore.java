// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.Handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Islands that are handed over. In the transaction that each method is handed. */
public final class HandoverStore {
    private static final String SELECT =
            "select island_id, from_user, to_user, offered_at, state from handover ";

    /** Keeps it in place of another. */
    public void put(Transaction transaction, Handover handover) {
        Sql.update(
                transaction,
                "insert into handover (island_id, from_user, to_user, offered_at, state) values (?,"
                        + " ?, ?, ?, ?) on conflict (island_id) do update set from_user ="
                        + " excluded.from_user, to_user = excluded.to_user, offered_at ="
                        + " excluded.offered_at, state = excluded.state",
                handover.island(),
                handover.from().value(),
                handover.to().value(),
                handover.offeredAt(),
                handover.state().name());
    }

    public Optional<Handover> find(Transaction transaction, UUID island) {
        return Sql.one(transaction, HandoverStore::read, SELECT + "where island_id = ?", island);
    }

    /** Those that are offered to somebody. */
    public List<Handover> offeredTo(Transaction transaction, UserId user) {
        return Sql.query(
                transaction,
                HandoverStore::read,
                SELECT + "where to_user = ? and state = 'OFFERED' order by offered_at",
                user.value());
    }

    /** Islands whose new owner has said yes. */
    public List<UUID> accepted(Transaction transaction) {
        return Sql.query(
                transaction,
                row -> row.getObject(1, UUID.class),
                "select island_id from handover where state = 'ACCEPTED'");
    }

    /** The same with somebody on either side. */
    public List<UUID> acceptedWith(Transaction transaction, UserId user) {
        return Sql.query(
                transaction,
                row -> row.getObject(1, UUID.class),
                "select island_id from handover where state = 'ACCEPTED' and ? in (from_user,"
                        + " to_user)",
                user.value());
    }

    /** What was offered before: of another state of the world. */
    public void removeOffered(Transaction transaction, Instant before) {
        Sql.update(transaction, "delete from handover where offered_at < ?", before);
    }

    public void remove(Transaction transaction, UUID island) {
        Sql.update(transaction, "delete from handover where island_id = ?", island);
    }

    /** Where somebody who goes was one of both. */
    public void removeWith(Transaction transaction, UUID island, UserId user) {
        Sql.update(
                transaction,
                "delete from handover where island_id = ? and (from_user = ? or to_user = ?)",
                island,
                user.value(),
                user.value());
    }

    private static Handover read(ResultSet row) throws SQLException {
        return new Handover(
                row.getObject(1, UUID.class),
                new UserId(row.getString(2)),
                new UserId(row.getString(3)),
                row.getTimestamp(4).toInstant(),
                Handover.State.valueOf(row.getString(5)));
    }
}
