// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What features declare, and what became of it, in the transaction that is handed in. */
public final class FragmentStore {
    /** Every fragment, also withdrawn ones that are not gone from NetBird yet. */
    public List<StoredFragment> all(Transaction transaction) {
        return query(
                transaction,
                "select feature, name, body::text, withdrawn, version, state, detail, since from"
                        + " fragment order by feature, name",
                FragmentStore::stored);
    }

    /**
     * Fragments by feature and name.
     *
     * @param after the last one of the page before; two empty texts for the first page
     */
    public List<StoredFragment> page(Transaction transaction, FragmentKey after, int limit) {
        return query(
                transaction,
                "select feature, name, body::text, withdrawn, version, state, detail, since from"
                        + " fragment where (feature, name) > (?, ?) order by feature, name limit ?",
                FragmentStore::stored,
                after.feature(),
                after.name(),
                limit);
    }

    /** How many fragments are not applied yet. */
    public int unapplied(Transaction transaction) {
        return query(
                        transaction,
                        "select count(*) from fragment where state <> 'APPLIED'",
                        rows -> rows.getInt(1))
                .getFirst();
    }

    private static StoredFragment stored(ResultSet rows) throws SQLException {
        return new StoredFragment(
                rows.getString(1),
                FragmentJson.read(rows.getString(2), rows.getString(3)),
                rows.getBoolean(4),
                rows.getLong(5),
                new FragmentState(
                        FragmentState.State.valueOf(rows.getString(6)),
                        rows.getString(7),
                        rows.getTimestamp(8).toInstant()));
    }

    public Optional<StoredFragment> find(Transaction transaction, String feature, String name) {
        return query(
                        transaction,
                        "select feature, name, body::text, withdrawn, version, state, detail, since"
                                + " from fragment where feature = ? and name = ?",
                        FragmentStore::stored,
                        feature,
                        name)
                .stream()
                .findFirst();
    }

    /**
     * Says what became of a fragment, unless it was declared anew in the meantime; a withdrawn one
     * that is gone is deleted.
     */
    public boolean settle(
            Transaction transaction,
            StoredFragment fragment,
            FragmentState.State state,
            String detail,
            Instant now) {
        if (fragment.withdrawn() && state == FragmentState.State.APPLIED) {
            return update(
                            transaction,
                            "delete from fragment where feature = ? and name = ? and version = ?",
                            fragment.feature(),
                            fragment.fragment().name(),
                            fragment.version())
                    == 1;
        }
        return update(
                        transaction,
                        "update fragment set state = ?, detail = ?, since = ? where feature = ? and"
                                + " name = ? and version = ? and (state <> ? or detail <> ?)",
                        state.name(),
                        detail,
                        Timestamp.from(now),
                        fragment.feature(),
                        fragment.fragment().name(),
                        fragment.version(),
                        state.name(),
                        detail)
                == 1;
    }

    /** Says why what is not applied yet waits; fragments that fail or are held keep their words. */
    public void explainPending(Transaction transaction, String words) {
        update(
                transaction,
                "update fragment set detail = ? where state = 'PENDING' and detail <> ?",
                words,
                words);
    }

    /** Another number after each declaration and withdrawal. */
    public long newest(Transaction transaction) {
        return query(
                        transaction,
                        "select coalesce(max(version), 0) from fragment",
                        rows -> rows.getLong(1))
                .getFirst();
    }

    /** Stores what a feature wants, on the feature's own transaction. */
    public void declare(Transaction transaction, Fragment fragment) {
        query(
                transaction,
                "select mesh.declare(?, ?::jsonb)",
                _ -> true,
                fragment.name(),
                FragmentJson.write(fragment));
    }

    /** Takes a fragment back, on the feature's own transaction. */
    public void withdraw(Transaction transaction, String name) {
        query(transaction, "select mesh.withdraw(?)", _ -> true, name);
    }
}
