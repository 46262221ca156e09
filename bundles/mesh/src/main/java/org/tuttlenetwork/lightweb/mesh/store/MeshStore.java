// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fragments, owned objects and setup keys, in the transaction that is handed in. */
public final class MeshStore {
    /** Every fragment, also withdrawn ones that are not gone from NetBird yet. */
    public List<Stored> fragments(Transaction transaction) {
        return query(
                transaction,
                "select feature, name, body::text, withdrawn, version, state, detail, since from"
                        + " fragment order by feature, name",
                rows ->
                        new Stored(
                                rows.getString(1),
                                FragmentJson.read(rows.getString(2), rows.getString(3)),
                                rows.getBoolean(4),
                                rows.getLong(5),
                                new FragmentState(
                                        FragmentState.State.valueOf(rows.getString(6)),
                                        rows.getString(7),
                                        rows.getTimestamp(8).toInstant())));
    }

    public Optional<Stored> fragment(Transaction transaction, String feature, String name) {
        return query(
                        transaction,
                        "select feature, name, body::text, withdrawn, version, state, detail, since"
                                + " from fragment where feature = ? and name = ?",
                        rows ->
                                new Stored(
                                        rows.getString(1),
                                        FragmentJson.read(rows.getString(2), rows.getString(3)),
                                        rows.getBoolean(4),
                                        rows.getLong(5),
                                        new FragmentState(
                                                FragmentState.State.valueOf(rows.getString(6)),
                                                rows.getString(7),
                                                rows.getTimestamp(8).toInstant())),
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
            Stored fragment,
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

    public List<Owned> owned(Transaction transaction) {
        return query(
                transaction,
                "select kind, feature, fragment, key, nonce, netbird_id from owned",
                rows ->
                        new Owned(
                                new ObjectKey(
                                        ObjectKey.Kind.valueOf(rows.getString(1)),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getString(4)),
                                rows.getString(5),
                                Optional.ofNullable(rows.getString(6))));
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

    public void rememberSetupKey(Transaction transaction, String id, Instant expires) {
        update(
                transaction,
                "insert into setup_key (netbird_id, expires_at) values (?, ?)",
                id,
                Timestamp.from(expires));
    }

    public List<String> setupKeys(Transaction transaction) {
        return query(transaction, "select netbird_id from setup_key", rows -> rows.getString(1));
    }

    public void forgetSetupKey(Transaction transaction, String id) {
        update(transaction, "delete from setup_key where netbird_id = ?", id);
    }

    private static int update(Transaction transaction, String sql, Object... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A statement on the mesh failed", e);
        }
    }

    private static <T> List<T> query(
            Transaction transaction, String sql, Row<T> row, Object... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            bind(statement, values);
            List<T> results = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    results.add(row.read(rows));
                }
            }
            return results;
        } catch (SQLException e) {
            throw new IllegalStateException("A query on the mesh failed", e);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /**
     * A stored fragment.
     *
     * @param feature whose
     * @param withdrawn whether it was taken back and is to go
     * @param version another after each declaration
     * @param state what became of it
     */
    public record Stored(
            String feature,
            Fragment fragment,
            boolean withdrawn,
            long version,
            FragmentState state) {}
}
