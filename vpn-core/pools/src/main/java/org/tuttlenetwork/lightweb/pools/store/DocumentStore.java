// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.store;

import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.pools.signing.SigningKey;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signed documents and the throw-away keys that sign them. */
public final class DocumentStore {
    private final MasterKey masterKey;

    public DocumentStore(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /** The newest version of a document. */
    public Optional<Signed> newest(Transaction transaction, String name) {
        return Sql.query(
                        transaction,
                        rows ->
                                new Signed(
                                        rows.getString(1),
                                        rows.getLong(2),
                                        rows.getString(3),
                                        rows.getBytes(4),
                                        rows.getTimestamp(5).toInstant()),
                        "select name, version, sha256, envelope, expires_at from document where"
                                + " name = ? order by version desc limit 1",
                        name)
                .stream()
                .findFirst();
    }

    /** The newest version of every document. */
    public List<Signed> newest(Transaction transaction) {
        return Sql.query(
                transaction,
                rows ->
                        new Signed(
                                rows.getString(1),
                                rows.getLong(2),
                                rows.getString(3),
                                rows.getBytes(4),
                                rows.getTimestamp(5).toInstant()),
                "select distinct on (name) name, version, sha256, envelope, expires_at from"
                        + " document order by name, version desc");
    }

    /** One version of a document. */
    public Optional<byte[]> envelope(Transaction transaction, String name, long version) {
        return Sql.query(
                        transaction,
                        rows -> rows.getBytes(1),
                        "select envelope from document where name = ? and version = ?",
                        name,
                        version)
                .stream()
                .findFirst();
    }

    /**
     * Keeps a new version; one that is not newer than all before is refused by the primary key or
     * by who calls.
     */
    public void keep(Transaction transaction, Signed document) {
        Sql.update(
                transaction,
                "insert into document (name, version, sha256, envelope, expires_at) values (?, ?,"
                        + " ?, ?, ?)",
                document.name(),
                document.version(),
                document.sha256(),
                document.envelope(),
                Timestamp.from(document.expires()));
    }

    /** Removes old versions of a document. */
    public void forgetUpTo(Transaction transaction, String name, long version) {
        Sql.update(
                transaction, "delete from document where name = ? and version <= ?", name, version);
    }

    /** The key of this name, made where there is none. */
    public SigningKey key(Transaction transaction, String name) {
        Optional<SigningKey> kept =
                Sql.query(
                                transaction,
                                rows ->
                                        SigningKey.restore(
                                                masterKey.decrypt(rows.getBytes(1), purpose(name)),
                                                rows.getBytes(2)),
                                "select encrypted_key, public_key from signing_key where name = ?",
                                name)
                        .stream()
                        .findFirst();
        return kept.orElseGet(
                () -> {
                    SigningKey made = SigningKey.generate();
                    Sql.update(
                            transaction,
                            "insert into signing_key (name, encrypted_key, public_key) values (?,"
                                    + " ?, ?)",
                            name,
                            masterKey.encrypt(made.pkcs8(), purpose(name)),
                            made.subjectPublicKeyInfo());
                    return made;
                });
    }

    private static String purpose(String name) {
        return "pools.signing." + name;
    }

    /**
     * A signed document.
     *
     * @param name {@code root}, {@code tuttle-pools}, {@code tuttle-timestamp} or {@code
     *     tuttle-nodes.<POOL>}
     * @param version grows by one
     * @param sha256 of the signed bytes, lower-case hex
     * @param envelope the exact bytes that are served
     * @param expires until when clients take it
     */
    public record Signed(
            String name, long version, String sha256, byte[] envelope, Instant expires) {}
}
