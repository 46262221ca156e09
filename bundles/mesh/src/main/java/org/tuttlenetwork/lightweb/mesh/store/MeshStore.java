// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Fragments by feature and name.
     *
     * @param after the last one of the page before; two empty texts for the first page
     */
    public List<Stored> fragments(Transaction transaction, FragmentKey after, int limit) {
        return query(
                transaction,
                "select feature, name, body::text, withdrawn, version, state, detail, since from"
                        + " fragment where (feature, name) > (?, ?) order by feature, name limit ?",
                MeshStore::stored,
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
                MeshStore::owned);
    }

    /** What is ours of one fragment. */
    public List<Owned> owned(Transaction transaction, FragmentKey fragment) {
        return query(
                transaction,
                "select kind, feature, fragment, key, nonce, netbird_id from owned where feature ="
                        + " ? and fragment = ?",
                MeshStore::owned,
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

    /** Remembers that a setup key is about to be made, under a nonce that its name will carry. */
    public void beginSetupKey(Transaction transaction, String nonce, Instant expires) {
        update(
                transaction,
                "insert into setup_key (nonce, expires_at) values (?, ?)",
                nonce,
                Timestamp.from(expires));
    }

    /** The same for a device that is known by it. */
    public void beginSetupKey(
            Transaction transaction, String nonce, Instant expires, ObjectKey device) {
        update(
                transaction,
                "insert into setup_key (nonce, expires_at, feature, fragment, key) values (?, ?, ?,"
                        + " ?, ?)",
                nonce,
                Timestamp.from(expires),
                device.feature(),
                device.fragment(),
                device.key());
    }

    /** The keys that were made for a device and are not known to be gone. */
    public List<StoredKey> setupKeysOf(Transaction transaction, ObjectKey device) {
        return query(
                transaction,
                "select coalesce(netbird_id, ''), coalesce(nonce, ''), expires_at from setup_key"
                        + " where feature = ? and fragment = ? and key = ?",
                MeshStore::key,
                device.feature(),
                device.fragment(),
                device.key());
    }

    private static StoredKey key(ResultSet rows) throws SQLException {
        return new StoredKey(
                rows.getString(1), rows.getString(2), rows.getTimestamp(3).toInstant());
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

    /**
     * @return false where the key was taken back while it was made
     */
    public boolean ownSetupKey(Transaction transaction, String nonce, String netbirdId) {
        return update(
                        transaction,
                        "update setup_key set netbird_id = ? where nonce = ?",
                        netbirdId,
                        nonce)
                == 1;
    }

    public List<StoredKey> setupKeys(Transaction transaction) {
        return query(
                transaction,
                "select coalesce(netbird_id, ''), coalesce(nonce, ''), expires_at from setup_key",
                MeshStore::key);
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
    public void find(
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
    public List<Finding> findings(Transaction transaction, long before, int limit) {
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

    /** Another number after each declaration, withdrawal and approval. */
    public long newestVersion(Transaction transaction) {
        return query(
                        transaction,
                        "select greatest((select coalesce(max(version), 0) from fragment),"
                                + " (select coalesce(max(version), 0) from approval))",
                        rows -> rows.getLong(1))
                .getFirst();
    }

    /** Another number after each approval. */
    public long newestApproval(Transaction transaction) {
        return query(
                        transaction,
                        "select coalesce(max(version), 0) from approval",
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
