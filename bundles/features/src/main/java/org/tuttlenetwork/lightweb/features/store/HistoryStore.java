// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who did what, and how it ended: only ever added to. Stateless; the caller brings the transaction.
 */
public final class HistoryStore {
    public void add(Transaction transaction, UUID id, HistoryEntry entry) {
        Sql.update(
                transaction,
                "insert into history (id, feature, version, action, outcome, detail,"
                        + " archive_sha256, actor, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                entry.feature(),
                entry.version(),
                entry.action(),
                entry.outcome(),
                entry.detail(),
                entry.archiveSha256(),
                entry.actor(),
                entry.at());
    }

    /**
     * A page of a feature's history, newest first.
     *
     * @param after the cursor of the last entry of the page before; empty for the first
     * @param limit 1 to 200
     */
    public List<Numbered> page(
            Transaction transaction, String feature, Optional<UUID> after, int limit) {
        return Sql.query(
                transaction,
                rows ->
                        new Numbered(
                                rows.getObject(1, UUID.class),
                                new HistoryEntry(
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getString(5),
                                        rows.getString(6),
                                        rows.getString(7),
                                        rows.getString(8),
                                        rows.getTimestamp(9).toInstant())),
                "select id, feature, version, action, outcome, detail, archive_sha256, actor, at"
                        + " from history where feature = ? and (?::uuid is null or id < ?::uuid)"
                        + " order by id desc limit ?",
                feature,
                after.map(UUID::toString).orElse(null),
                after.map(UUID::toString).orElse(null),
                limit);
    }

    /** An entry with its place in the order: ids are UUIDv7. */
    public record Numbered(UUID id, HistoryEntry entry) {}
}
