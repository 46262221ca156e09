// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
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
    private static final int KEPT_FINDINGS = 500;

    /** Every fragment, also withdrawn ones that are not gone from NetBird yet. */
    public List<Stored> fragments(Transaction transaction) {
        return query(
                transaction,
                "select feature, name, body::text, withdrawn, version, state, detail, since from"
                        + " fragment order by feature, name",
                MeshStore::stored);
    }

    private static Stored stored(ResultSet rows) throws SQLException {
        return new Stored(
                rows.getString(1),
                FragmentJson.read(rows.getString(2), rows.getString(3)),
                rows.getBoolean(4),
                rows.getLong(5),
                new FragmentState(
                        FragmentState.State.valueOf(rows.getString(6)),
                        rows.getString(7),
                        rows.getTimestamp(8).toInstant()));
    }

    public Optional<Stored> fragment(Transaction transaction, String feature, String name) {
        return query(
                        transaction,
                        "select feature, name, body::text, withdrawn, version, state, detail, since"
                                + " from fragment where feature = ? and name = ?",
                        MeshStore::stored,
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

    /** Remembers that a setup key is about to be made, under a nonce that its name will carry. */
    public void beginSetupKey(Transaction transaction, String nonce, Instant expires) {
        update(
                transaction,
                "insert into setup_key (nonce, expires_at) values (?, ?)",
                nonce,
                Timestamp.from(expires));
    }

    public void ownSetupKey(Transaction transaction, String nonce, String netbirdId) {
        update(
                transaction,
                "update setup_key set netbird_id = ? where nonce = ?",
                netbirdId,
                nonce);
    }

    public List<StoredKey> setupKeys(Transaction transaction) {
        return query(
                transaction,
                "select coalesce(netbird_id, ''), coalesce(nonce, ''), expires_at from setup_key",
                rows ->
                        new StoredKey(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getTimestamp(3).toInstant()));
    }

    public void forgetSetupKey(Transaction transaction, StoredKey key) {
        update(
                transaction,
                "delete from setup_key where coalesce(netbird_id, '') = ? and coalesce(nonce, '')"
                        + " = ?",
                key.netbirdId(),
                key.nonce());
    }

    /** Says why what is not applied yet waits; fragments that fail or are held keep their words. */
    public void explainPending(Transaction transaction, String words) {
        update(
                transaction,
                "update fragment set detail = ? where state = 'PENDING' and detail <> ?",
                words,
                words);
    }

    /** Adds a finding, unless the newest one on the same fragment says the same. */
    public void find(Transaction transaction, Finding finding) {
        update(
                transaction,
                "insert into finding (at, kind, feature, fragment, words) select ?, ?, ?, ?, ?"
                        + " where not exists (select 1 from (select kind, words from finding where"
                        + " feature = ? and fragment = ? order by id desc limit 1) last where"
                        + " last.kind = ? and last.words = ?)",
                Timestamp.from(finding.at()),
                finding.kind().name(),
                finding.feature(),
                finding.fragment(),
                finding.words(),
                finding.feature(),
                finding.fragment(),
                finding.kind().name(),
                finding.words());
        update(
                transaction,
                "delete from finding where id <= (select max(id) from finding) - ?",
                KEPT_FINDINGS);
    }

    /** The newest findings first. */
    public List<Finding> findings(Transaction transaction, int limit) {
        return query(
                transaction,
                "select at, kind, feature, fragment, words from finding order by id desc limit ?",
                rows ->
                        new Finding(
                                rows.getTimestamp(1).toInstant(),
                                Finding.Kind.valueOf(rows.getString(2)),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5)),
                limit);
    }

    /** Another number after each declaration and withdrawal. */
    public long newestVersion(Transaction transaction) {
        return query(
                        transaction,
                        "select coalesce(max(version), 0) from fragment",
                        rows -> rows.getLong(1))
                .getFirst();
    }

    /** Whether this transaction is the fleet's only writer now, until it ends. */
    public boolean tryToBeTheWriter(Transaction transaction) {
        return query(
                        transaction,
                        "select pg_try_advisory_xact_lock(hashtext('lightweb.mesh'))",
                        rows -> rows.getBoolean(1))
                .getFirst();
    }

    /**
     * @throws IllegalStateException if the connection, and with it the writer's lock, is lost
     */
    public void requireConnection(Transaction transaction) {
        query(transaction, "select 1", rows -> rows.getInt(1));
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
            FragmentState state) {
        public FragmentKey key() {
            return new FragmentKey(feature, fragment.name());
        }
    }

    /**
     * A setup key of ours.
     *
     * @param netbirdId empty where it is not known
     * @param nonce what its name carries; empty for one from before nonces
     */
    public record StoredKey(String netbirdId, String nonce, Instant expires) {}
}
