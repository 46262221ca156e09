// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive.PackedBundle;
import org.tuttlenetwork.lightweb.features.store.StoredRevision.StoredBundle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kept versions and the bytes of their bundles. Stateless; the caller brings the transaction. */
public final class RevisionStore {
    /**
     * Keeps an archive's version with its bytes. Its description stays as it is where it is kept
     * already; the bytes and signatures that belong to it are the archive's then, whatever became
     * of them.
     *
     * @return whether it was not kept before
     */
    public boolean keep(Transaction transaction, FeatureArchive archive, Instant now) {
        String feature = archive.feature().value();
        String version = archive.version().toString();
        int fresh =
                Sql.update(
                        transaction,
                        "insert into revision (feature, version, archive_sha256, description,"
                                + " stored_at) values (?, ?, ?, ?, ?) on conflict do nothing",
                        feature,
                        version,
                        archive.sha256(),
                        archive.description(),
                        now);
        archive.signatures()
                .forEach(
                        (key, signature) ->
                                Sql.update(
                                        transaction,
                                        "insert into revision_signature (feature, version, key_id,"
                                                + " signature) values (?, ?, ?, ?) on conflict"
                                                + " (feature, version, key_id) do update set"
                                                + " signature = excluded.signature",
                                        feature,
                                        version,
                                        key.value(),
                                        signature));
        Sql.update(
                transaction,
                "delete from revision_bundle where feature = ? and version = ?",
                feature,
                version);
        int position = 0;
        for (PackedBundle bundle : archive.bundles()) {
            Sql.update(
                    transaction,
                    "insert into artefact (sha256, content, stored_at) values (?, ?, ?) on"
                            + " conflict (sha256) do update set content = excluded.content where"
                            + " artefact.content <> excluded.content",
                    bundle.sha256(),
                    bundle.content(),
                    now);
            Sql.update(
                    transaction,
                    "insert into revision_bundle (feature, version, position, symbolic_name,"
                            + " sha256) values (?, ?, ?, ?, ?)",
                    feature,
                    version,
                    position++,
                    bundle.symbolicName(),
                    bundle.sha256());
        }
        return fresh == 1;
    }

    public Optional<StoredRevision> find(Transaction transaction, String feature, String version) {
        return Sql.one(
                transaction,
                rows ->
                        new StoredRevision(
                                feature,
                                version,
                                rows.getString(1),
                                rows.getString(2),
                                signatures(transaction, feature, version),
                                bundles(transaction, feature, version)),
                "select archive_sha256, description from revision where feature = ? and version ="
                        + " ?",
                feature,
                version);
    }

    /** The kept versions of a feature, the newest kept first. */
    public List<String> versions(Transaction transaction, String feature) {
        return Sql.query(
                transaction,
                rows -> rows.getString(1),
                "select version from revision where feature = ? order by stored_at desc",
                feature);
    }

    private static Map<String, byte[]> signatures(
            Transaction transaction, String feature, String version) {
        Map<String, byte[]> signatures = new HashMap<>();
        Sql.query(
                transaction,
                rows -> signatures.put(rows.getString(1), rows.getBytes(2)),
                "select key_id, signature from revision_signature where feature = ? and version ="
                        + " ?",
                feature,
                version);
        return signatures;
    }

    private static List<StoredBundle> bundles(
            Transaction transaction, String feature, String version) {
        return Sql.query(
                transaction,
                rows -> new StoredBundle(rows.getString(1), rows.getString(2)),
                "select symbolic_name, sha256 from revision_bundle where feature = ? and version ="
                        + " ? order by position",
                feature,
                version);
    }

    /** The bytes of a kept bundle; empty where they are not there. */
    public Optional<byte[]> content(Transaction transaction, String sha256) {
        return Sql.one(
                transaction,
                rows -> rows.getBytes(1),
                "select content from artefact where sha256 = ?",
                sha256);
    }

    /**
     * Forgets a version that is neither a feature's nor on its way; bytes that no other version has
     * go with it.
     */
    public void forget(Transaction transaction, String feature, String version) {
        Sql.update(
                transaction,
                """
                delete from revision r where r.feature = ? and r.version = ?
                    and not exists (select from feature f where f.feature = r.feature
                        and (f.version = r.version or f.previous = r.version))
                    and not exists (select from rollout o where o.feature = r.feature
                        and o.version = r.version)
                """,
                feature,
                version);
        forgetBytes(transaction);
    }

    /** Forgets every version of a feature, which must not be installed any more. */
    public void forgetAll(Transaction transaction, String feature) {
        Sql.update(transaction, "delete from revision where feature = ?", feature);
        forgetBytes(transaction);
    }

    private static void forgetBytes(Transaction transaction) {
        Sql.update(
                transaction,
                "delete from artefact a where not exists (select from revision_bundle b where"
                        + " b.sha256 = a.sha256)");
    }
}
