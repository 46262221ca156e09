// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.store.FeatureStore;
import org.tuttlenetwork.lightweb.features.store.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.HistoryStore;
import org.tuttlenetwork.lightweb.features.store.HistoryStore.Numbered;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.State;
import org.tuttlenetwork.lightweb.features.store.RevisionStore;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.RolloutStore;
import org.tuttlenetwork.lightweb.features.store.StoredRevision;
import org.tuttlenetwork.lightweb.features.store.TakenFileStore;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What PostgreSQL says of features: what should run, the bytes, and who did what. */
final class FeatureRecords {
    /** Entries of the change feed; key = feature id. */
    static final String TOPIC = "features.feature";

    private final Database database;
    private final Clock clock;
    private final FeatureStore features = new FeatureStore();
    private final RolloutStore rollouts = new RolloutStore();
    private final RevisionStore revisions = new RevisionStore();
    private final HistoryStore history = new HistoryStore();
    private final TakenFileStore files = new TakenFileStore();

    FeatureRecords(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A feature's committed row and what is on its way, of one snapshot. */
    record Current(Optional<InstalledFeature> installed, Optional<Rollout> rollout) {}

    Current current(String feature) {
        return database.read(
                tx -> new Current(features.find(tx, feature), rollouts.find(tx, feature)));
    }

    /** Every feature that was ever installed, by id. */
    List<InstalledFeature> all() {
        return database.read(features::all);
    }

    /** All that are on their way. */
    List<Rollout> rollouts() {
        return database.read(rollouts::all);
    }

    Optional<StoredRevision> revision(String feature, String version) {
        return database.read(tx -> revisions.find(tx, feature, version));
    }

    /** The kept versions of a feature, the newest kept first. */
    List<String> versions(String feature) {
        return database.read(tx -> revisions.versions(tx, feature));
    }

    List<Numbered> history(String feature, Optional<UUID> after, int limit) {
        return database.read(tx -> history.page(tx, feature, after, limit));
    }

    /**
     * The bytes of a kept bundle.
     *
     * @throws IllegalStateException if they are not there or not what they were
     */
    byte[] content(String sha256) {
        byte[] bytes =
                database.read(tx -> revisions.content(tx, sha256))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The artefact " + sha256 + " is not kept"));
        if (!ArchiveReader.sha256(bytes).equals(sha256)) {
            throw new IllegalStateException("The kept artefact " + sha256 + " is damaged");
        }
        return bytes;
    }

    /** Whether a file of the drop folder was taken with exactly this content before. */
    boolean isTaken(String file, String sha256) {
        return database.read(tx -> files.isTaken(tx, file, sha256));
    }

    /** Remembers that it is, whatever will become of it. */
    void take(String file, String sha256) {
        database.write(
                tx -> {
                    files.take(tx, file, sha256, clock.instant());
                    return file;
                });
    }

    /** Forgets a file that is gone from the drop folder. */
    void forgetFile(String file) {
        database.write(
                tx -> {
                    files.forget(tx, file);
                    return file;
                });
    }

    /**
     * Remembers something that was done, without anything else.
     *
     * @param archiveSha256 the archive's digest; empty where none was involved
     */
    void note(
            String feature,
            String version,
            String action,
            String outcome,
            String detail,
            String archiveSha256,
            String actor) {
        database.write(
                tx -> {
                    note(tx, feature, version, action, outcome, detail, archiveSha256, actor);
                    return feature;
                });
    }

    /** The same, in a transaction that does more. */
    void note(
            Transaction tx,
            String feature,
            String version,
            String action,
            String outcome,
            String detail,
            String archiveSha256,
            String actor) {
        HistoryEntry entry =
                new HistoryEntry(
                        feature,
                        version,
                        action,
                        outcome,
                        detail,
                        archiveSha256,
                        actor,
                        clock.instant());
        history.add(tx, Ids.next(clock), entry);
        tx.journal(journal(entry));
    }

    /** What the folder or a host did by itself, nobody did. */
    private static JournalNote journal(HistoryEntry entry) {
        String action = "feature." + entry.action().toLowerCase(Locale.ROOT);
        String object = "feature:" + entry.feature();
        String after = "{\"version\":\"" + entry.version() + "\",\"outcome\":\"" + entry.outcome();
        return switch (entry.actor()) {
            case "deploy", "host" ->
                    JournalNote.bySystem(action, object)
                            .withAfter(after + "\",\"by\":\"" + entry.actor() + "\"}");
            default ->
                    JournalNote.by(
                                    new UserId(entry.actor()),
                                    JournalNote.NO_REQUEST,
                                    action,
                                    object)
                            .withAfter(after + "\"}");
        };
    }

    /** What came of saying that a feature should not run any more. */
    enum Removal {
        DONE,
        /** It should not run as it is. */
        NOTHING,
        /** Something of it is on its way, which must be taken back first; nothing was changed. */
        ON_ITS_WAY
    }

    /** Says that a feature should not run any more; its versions and data stay. */
    Removal remove(String feature, String actor) {
        return database.write(
                tx -> {
                    features.lock(tx);
                    if (rollouts.find(tx, feature).isPresent()) {
                        return Removal.ON_ITS_WAY;
                    }
                    Optional<InstalledFeature> installed =
                            features.find(tx, feature)
                                    .filter(found -> found.state() != State.REMOVED);
                    if (installed.isEmpty()) {
                        return Removal.NOTHING;
                    }
                    features.end(tx, feature, State.REMOVED, "", actor, clock.instant());
                    String version = installed.get().version();
                    note(tx, feature, version, "REMOVE", "DONE", "", "", actor);
                    tx.publish(TOPIC, feature, "{}");
                    return Removal.DONE;
                });
    }
}
