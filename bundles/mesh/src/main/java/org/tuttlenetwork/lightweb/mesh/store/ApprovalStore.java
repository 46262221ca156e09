// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.store.Approval.State;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What administrators approved, kept for good: it says who let what be taken away. */
public final class ApprovalStore {
    private static final String COLUMNS =
            "select id, at, administrator, request_id, changes, state, detail, since from approval";

    public void add(Transaction transaction, Approval approval) {
        update(
                transaction,
                "insert into approval (id, at, administrator, request_id, changes, state, detail,"
                        + " since) values (?, ?, ?, ?, ?, ?, ?, ?)",
                approval.id(),
                Timestamp.from(approval.at()),
                approval.administrator(),
                approval.requestId(),
                approval.changes().toArray(String[]::new),
                approval.state().name(),
                approval.detail(),
                Timestamp.from(approval.since()));
    }

    public void settle(Transaction transaction, UUID id, State state, String detail, Instant now) {
        update(
                transaction,
                "update approval set state = ?, detail = ?, since = ? where id = ?",
                state.name(),
                detail,
                Timestamp.from(now),
                id);
    }

    /** Those of which the end is not known yet, the oldest first. */
    public List<Approval> open(Transaction transaction) {
        return query(
                transaction,
                COLUMNS + " where state in ('WAITING', 'ACCEPTED') order by at, id",
                ApprovalStore::approval);
    }

    public Optional<Approval> find(Transaction transaction, UUID id) {
        return query(transaction, COLUMNS + " where id = ?", ApprovalStore::approval, id).stream()
                .findFirst();
    }

    /**
     * The newest first.
     *
     * @param before the last one of the page before; empty for the first page
     */
    public List<Approval> page(Transaction transaction, Optional<UUID> before, int limit) {
        return before.isPresent()
                ? query(
                        transaction,
                        COLUMNS + " where id < ? order by id desc limit ?",
                        ApprovalStore::approval,
                        before.get(),
                        limit)
                : query(
                        transaction,
                        COLUMNS + " order by id desc limit ?",
                        ApprovalStore::approval,
                        limit);
    }

    private static Approval approval(ResultSet rows) throws SQLException {
        return new Approval(
                rows.getObject(1, UUID.class),
                rows.getTimestamp(2).toInstant(),
                rows.getString(3),
                rows.getString(4),
                Set.of((String[]) rows.getArray(5).getArray()),
                State.valueOf(rows.getString(6)),
                rows.getString(7),
                rows.getTimestamp(8).toInstant());
    }

    /** Another number after each approval. */
    public long newest(Transaction transaction) {
        return query(
                        transaction,
                        "select coalesce(max(version), 0) from approval",
                        rows -> rows.getLong(1))
                .getFirst();
    }
}
