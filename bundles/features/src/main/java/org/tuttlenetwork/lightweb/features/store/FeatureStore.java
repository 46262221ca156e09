// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive.PackedBundle;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.StoredBundle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes installed features in the transaction that it is handed. */
public final class FeatureStore {
    /** Serialises installations over all hosts until the transaction ends. */
    public void lock(Transaction transaction) {
        run(
                transaction,
                "select pg_advisory_xact_lock(hashtext('lightweb.features'))",
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                    }
                    return true;
                });
    }

    /**
     * The digest of the archive of a stored revision; empty where that version was never stored.
     */
    public Optional<String> archiveOf(Transaction transaction, String feature, String version) {
        return run(
                transaction,
                "select archive_sha256 from revision where feature = ? and version = ?",
                statement -> {
                    statement.setString(1, feature);
                    statement.setString(2, version);
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next()
                                ? Optional.of(rows.getString(1))
                                : Optional.<String>empty();
                    }
                });
    }

    /**
     * Keeps an archive's revision with the bytes of its bundles; what is kept already stays as it
     * is.
     */
    public void keep(Transaction transaction, FeatureArchive archive, Instant now) {
        run(
                transaction,
                "insert into revision (feature, version, archive_sha256, description, stored_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                statement -> {
                    statement.setString(1, archive.feature().value());
                    statement.setString(2, archive.version().toString());
                    statement.setString(3, archive.sha256());
                    statement.setString(4, archive.description());
                    statement.setTimestamp(5, Timestamp.from(now));
                    return statement.executeUpdate();
                });
        int position = 0;
        for (PackedBundle bundle : archive.bundles()) {
            keepBundle(transaction, archive, bundle, position++, now);
        }
    }

    private static void keepBundle(
            Transaction transaction,
            FeatureArchive archive,
            PackedBundle bundle,
            int position,
            Instant now) {
        run(
                transaction,
                "insert into artefact (sha256, content, stored_at) values (?, ?, ?) on conflict do"
                        + " nothing",
                statement -> {
                    statement.setString(1, bundle.sha256());
                    statement.setBytes(2, bundle.content());
                    statement.setTimestamp(3, Timestamp.from(now));
                    return statement.executeUpdate();
                });
        run(
                transaction,
                "insert into revision_bundle (feature, version, position, symbolic_name, sha256)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                statement -> {
                    statement.setString(1, archive.feature().value());
                    statement.setString(2, archive.version().toString());
                    statement.setInt(3, position);
                    statement.setString(4, bundle.symbolicName());
                    statement.setString(5, bundle.sha256());
                    return statement.executeUpdate();
                });
    }

    /** Takes a revision out that never ran; bytes that no other revision has go with it. */
    public void forget(Transaction transaction, String feature, String version) {
        for (String table : List.of("revision_bundle", "revision")) {
            run(
                    transaction,
                    "delete from "
                            + table
                            + " r where r.feature = ? and r.version = ? and not exists (select from"
                            + " feature f where f.feature = r.feature and f.version = r.version)",
                    statement -> {
                        statement.setString(1, feature);
                        statement.setString(2, version);
                        return statement.executeUpdate();
                    });
        }
        run(
                transaction,
                "delete from artefact a where not exists (select from revision_bundle b where"
                        + " b.sha256 = a.sha256)",
                PreparedStatement::executeUpdate);
    }

    /** Says which version of a feature should run. */
    public void activate(
            Transaction transaction,
            String feature,
            String version,
            Source source,
            @Nullable String file,
            String actor,
            Instant now) {
        run(
                transaction,
                """
                insert into feature (feature, version, state, source, file, changed_by, changed_at)
                values (?, ?, 'ACTIVE', ?, ?, ?, ?)
                on conflict (feature) do update set version = excluded.version, state = 'ACTIVE',
                    source = excluded.source, file = excluded.file, changed_by = excluded.changed_by,
                    changed_at = excluded.changed_at
                """,
                statement -> {
                    statement.setString(1, feature);
                    statement.setString(2, version);
                    statement.setString(3, source.name());
                    statement.setString(4, file);
                    statement.setString(5, actor);
                    statement.setTimestamp(6, Timestamp.from(now));
                    return statement.executeUpdate();
                });
    }

    /** Says that a feature should not run any more; its revisions and data stay. */
    public void deactivate(Transaction transaction, String feature, String actor, Instant now) {
        run(
                transaction,
                "update feature set state = 'REMOVED', changed_by = ?, changed_at = ? where feature"
                        + " = ?",
                statement -> {
                    statement.setString(1, actor);
                    statement.setTimestamp(2, Timestamp.from(now));
                    statement.setString(3, feature);
                    return statement.executeUpdate();
                });
    }

    /** Every feature that was ever installed, by id. */
    public List<InstalledFeature> all(Transaction transaction) {
        return run(
                transaction,
                "select feature, version, state, source, file, changed_by, changed_at from feature"
                        + " order by feature",
                statement -> {
                    List<InstalledFeature> features = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            features.add(
                                    new InstalledFeature(
                                            rows.getString(1),
                                            rows.getString(2),
                                            rows.getString(3).equals("ACTIVE"),
                                            Source.valueOf(rows.getString(4)),
                                            Optional.ofNullable(rows.getString(5)),
                                            rows.getString(6),
                                            rows.getTimestamp(7).toInstant(),
                                            bundles(
                                                    transaction,
                                                    rows.getString(1),
                                                    rows.getString(2))));
                        }
                    }
                    return features;
                });
    }

    public Optional<InstalledFeature> find(Transaction transaction, String feature) {
        return all(transaction).stream()
                .filter(other -> other.feature().equals(feature))
                .findFirst();
    }

    private static List<StoredBundle> bundles(
            Transaction transaction, String feature, String version) {
        return run(
                transaction,
                "select symbolic_name, sha256 from revision_bundle where feature = ? and version ="
                        + " ? order by position",
                statement -> {
                    statement.setString(1, feature);
                    statement.setString(2, version);
                    List<StoredBundle> bundles = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            bundles.add(new StoredBundle(rows.getString(1), rows.getString(2)));
                        }
                    }
                    return bundles;
                });
    }

    /**
     * The bytes of a kept bundle.
     *
     * @throws IllegalStateException if they are not there
     */
    public byte[] content(Transaction transaction, String sha256) {
        return run(
                transaction,
                "select content from artefact where sha256 = ?",
                statement -> {
                    statement.setString(1, sha256);
                    try (ResultSet rows = statement.executeQuery()) {
                        if (!rows.next()) {
                            throw new IllegalStateException(
                                    "The artefact " + sha256 + " is not kept");
                        }
                        return rows.getBytes(1);
                    }
                });
    }

    public void record(Transaction transaction, UUID id, HistoryEntry entry) {
        run(
                transaction,
                "insert into history (id, feature, version, action, outcome, detail,"
                        + " archive_sha256, actor, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                    statement.setObject(1, id);
                    statement.setString(2, entry.feature());
                    statement.setString(3, entry.version());
                    statement.setString(4, entry.action());
                    statement.setString(5, entry.outcome());
                    statement.setString(6, entry.detail());
                    statement.setString(7, entry.archiveSha256());
                    statement.setString(8, entry.actor());
                    statement.setTimestamp(9, Timestamp.from(entry.at()));
                    return statement.executeUpdate();
                });
    }

    /** The newest entries of a feature's history, newest first. */
    public List<HistoryEntry> history(Transaction transaction, String feature, int limit) {
        return run(
                transaction,
                "select feature, version, action, outcome, detail, archive_sha256, actor, at from"
                        + " history where feature = ? order by at desc, id desc limit ?",
                statement -> {
                    statement.setString(1, feature);
                    statement.setInt(2, limit);
                    List<HistoryEntry> entries = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            entries.add(
                                    new HistoryEntry(
                                            rows.getString(1),
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getString(4),
                                            rows.getString(5),
                                            rows.getString(6),
                                            rows.getString(7),
                                            rows.getTimestamp(8).toInstant()));
                        }
                    }
                    return entries;
                });
    }

    private static <T> T run(Transaction transaction, String sql, SqlWork<T> work) {
        Connection connection = transaction.connection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("A statement on installed features failed", e);
        }
    }

    @FunctionalInterface
    private interface SqlWork<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /**
     * Something that was done to a feature.
     *
     * @param action INSTALL, UPDATE or REMOVE
     * @param outcome DONE or REFUSED
     * @param detail why refused; empty where done
     * @param archiveSha256 the archive's digest; empty for REMOVE
     * @param actor a user id, or {@code deploy}
     */
    public record HistoryEntry(
            String feature,
            String version,
            String action,
            String outcome,
            String detail,
            String archiveSha256,
            String actor,
            Instant at) {}
}
