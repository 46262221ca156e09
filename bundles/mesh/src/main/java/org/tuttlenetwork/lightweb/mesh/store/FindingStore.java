// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** What an administrator should know of, in the transaction that is handed in. */
public final class FindingStore {
    private static final int KEPT_FINDINGS = 500;

    /** Adds a finding, unless the newest one on the same fragment says the same. */
    public void add(
            Transaction transaction,
            Instant at,
            Finding.Kind kind,
            FragmentKey about,
            String words) {
        update(
                transaction,
                "insert into finding (at, kind, feature, fragment, words) select ?, ?, ?, ?, ?"
                        + " where not exists (select 1 from (select kind, words from finding where"
                        + " feature = ? and fragment = ? order by id desc limit 1) last where"
                        + " last.kind = ? and last.words = ?)",
                Timestamp.from(at),
                kind.name(),
                about.feature(),
                about.name(),
                words,
                about.feature(),
                about.name(),
                kind.name(),
                words);
        update(
                transaction,
                "delete from finding where id <= (select max(id) from finding) - ?",
                KEPT_FINDINGS);
    }

    /**
     * The newest findings first.
     *
     * @param before the number of the last one of the page before
     */
    public List<Finding> page(Transaction transaction, long before, int limit) {
        return query(
                transaction,
                "select id, at, kind, feature, fragment, words from finding where id < ? order by"
                        + " id desc limit ?",
                rows ->
                        new Finding(
                                rows.getLong(1),
                                rows.getTimestamp(2).toInstant(),
                                Finding.Kind.valueOf(rows.getString(3)),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6)),
                before,
                limit);
    }
}
