// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Archives that somebody looks at before they run. Stateless; the caller brings the transaction.
 */
public final class PendingPlanStore {
    /** Keeps one; the same plan made again is kept on. */
    public void keep(Transaction transaction, Pending pending) {
        Sql.update(
                transaction,
                "insert into pending_plan (id, feature, version, archive, source, file,"
                        + " downgrade, made_by, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on"
                        + " conflict (id) do update set"
                        + " made_at = excluded.made_at",
                pending.id(),
                pending.feature(),
                pending.version(),
                pending.archive(),
                pending.source().name(),
                pending.file().orElse(null),
                pending.downgrade().orElse(null),
                pending.madeBy(),
                pending.madeAt());
    }

    public Optional<Pending> find(Transaction transaction, String id) {
        return Sql.one(
                transaction,
                rows ->
                        new Pending(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getBytes(4),
                                Source.valueOf(rows.getString(5)),
                                Optional.ofNullable(rows.getString(6)),
                                Optional.ofNullable(rows.getString(7)),
                                rows.getString(8),
                                rows.getTimestamp(9).toInstant()),
                "select id, feature, version, archive, source, file, downgrade, made_by, made_at"
                        + " from pending_plan where id = ?",
                id);
    }

    /** What waits from the drop folder, the newest first. */
    public List<Waiting> waiting(Transaction transaction) {
        return Sql.query(
                transaction,
                rows ->
                        new Waiting(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)),
                "select id, feature, version, coalesce(file, '') from pending_plan where source ="
                        + " 'DEPLOY' order by made_at desc");
    }

    /**
     * What waits from the drop folder, without its bytes.
     *
     * @param id the plan's id
     * @param file the file in {@code deploy/}
     */
    public record Waiting(String id, String feature, String version, String file) {}

    public void forget(Transaction transaction, String id) {
        Sql.update(transaction, "delete from pending_plan where id = ?", id);
    }

    /** Forgets what was uploaded and never applied. What lies in the folder waits on. */
    public void forgetOld(Transaction transaction, Instant before) {
        Sql.update(
                transaction,
                "delete from pending_plan where source = 'API' and made_at < ?",
                before);
    }

    /**
     * An archive that waits for a decision.
     *
     * @param id the plan's id
     * @param file the file in {@code deploy/}, where it came from there
     * @param downgrade the older version that was asked for by name
     * @param madeBy who asked for the plan
     */
    public record Pending(
            String id,
            String feature,
            String version,
            byte[] archive,
            Source source,
            Optional<String> file,
            Optional<String> downgrade,
            String madeBy,
            Instant madeAt) {}
}
