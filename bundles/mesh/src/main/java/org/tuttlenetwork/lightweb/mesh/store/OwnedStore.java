// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What we made in NetBird, in the transaction that is handed in. */
public final class OwnedStore {
    public List<Owned> all(Transaction transaction) {
        return query(
                transaction,
                "select kind, feature, fragment, key, nonce, netbird_id from owned",
                OwnedStore::owned);
    }

    /** What is ours of one fragment. */
    public List<Owned> of(Transaction transaction, FragmentKey fragment) {
        return query(
                transaction,
                "select kind, feature, fragment, key, nonce, netbird_id from owned where feature ="
                        + " ? and fragment = ?",
                OwnedStore::owned,
                fragment.feature(),
                fragment.name());
    }

    private static Owned owned(ResultSet rows) throws SQLException {
        return new Owned(
                new ObjectKey(
                        ObjectKey.Kind.valueOf(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4)),
                rows.getString(5),
                Optional.ofNullable(rows.getString(6)));
    }

    /** Remembers that an object is about to be made; begun before, it keeps its nonce. */
    public String begin(Transaction transaction, ObjectKey key, String nonce) {
        return query(
                        transaction,
                        "insert into owned (kind, feature, fragment, key, nonce) values (?, ?, ?,"
                            + " ?, ?) on conflict (kind, feature, fragment, key) do update set key"
                            + " = excluded.key returning nonce",
                        rows -> rows.getString(1),
                        key.kind().name(),
                        key.feature(),
                        key.fragment(),
                        key.key(),
                        nonce)
                .getFirst();
    }

    public void own(Transaction transaction, ObjectKey key, String netbirdId) {
        update(
                transaction,
                "update owned set netbird_id = ? where kind = ? and feature = ? and fragment = ?"
                        + " and key = ?",
                netbirdId,
                key.kind().name(),
                key.feature(),
                key.fragment(),
                key.key());
    }

    public void forget(Transaction transaction, ObjectKey key) {
        update(
                transaction,
                "delete from owned where kind = ? and feature = ? and fragment = ? and key = ?",
                key.kind().name(),
                key.feature(),
                key.fragment(),
                key.key());
    }

    /** NetBird's id of an object of ours; empty where it is not there, or not known yet. */
    public Optional<String> netbirdId(Transaction transaction, ObjectKey key) {
        return query(
                        transaction,
                        "select netbird_id from owned where kind = ? and feature = ? and fragment ="
                                + " ? and key = ? and netbird_id is not null",
                        rows -> rows.getString(1),
                        key.kind().name(),
                        key.feature(),
                        key.fragment(),
                        key.key())
                .stream()
                .findFirst();
    }

    /** NetBird's ids of the groups that were made for setup keys. */
    public Set<String> groupsOfKeys(Transaction transaction) {
        return Set.copyOf(
                query(
                        transaction,
                        "select netbird_id from owned where kind = 'DEVICE' and netbird_id is not"
                                + " null",
                        rows -> rows.getString(1)));
    }
}
