// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.store.FeatureStore;
import org.tuttlenetwork.lightweb.features.store.FeatureStore.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL says of features: what should run, the bytes, and who did what. */
final class FeatureRecords {
    /** Entries of the change feed; key = feature id. */
    static final String TOPIC = "features.feature";

    private final Database database;
    private final Clock clock;
    private final FeatureStore store = new FeatureStore();

    FeatureRecords(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Every feature that was ever installed, by id. */
    List<InstalledFeature> all() {
        return database.read(store::all);
    }

    Optional<InstalledFeature> find(String feature) {
        return database.read(tx -> store.find(tx, feature));
    }

    /** The digest of the archive that is kept under a version. */
    Optional<String> kept(String feature, String version) {
        return database.read(tx -> store.archiveOf(tx, feature, version));
    }

    List<HistoryEntry> history(String feature) {
        return database.read(tx -> store.history(tx, feature, 50));
    }

    /** Keeps an archive's bytes; nothing runs by that. */
    void keep(FeatureArchive archive) {
        database.write(
                tx -> {
                    store.keep(tx, archive, clock.instant());
                    return archive.feature();
                });
    }

    /**
     * The bytes of a kept bundle.
     *
     * @throws IllegalStateException if they are not there or not what they were
     */
    byte[] content(String sha256) {
        byte[] bytes = database.read(tx -> store.content(tx, sha256));
        if (!ArchiveReader.sha256(bytes).equals(sha256)) {
            throw new IllegalStateException("The kept artefact " + sha256 + " is damaged");
        }
        return bytes;
    }

    /** Says that an archive's version should run, on every host. */
    void activate(
            FeatureArchive archive,
            boolean update,
            String actor,
            Source source,
            @Nullable String file) {
        String feature = archive.feature().value();
        String version = archive.version().toString();
        database.write(
                tx -> {
                    store.lock(tx);
                    store.activate(tx, feature, version, source, file, actor, clock.instant());
                    note(tx, archive, update ? "UPDATE" : "INSTALL", "DONE", "", actor);
                    tx.publish(TOPIC, feature, "{\"version\":\"" + version + "\"}");
                    return feature;
                });
    }

    /**
     * Remembers why an archive was refused.
     *
     * @param forget whether its bytes go too, so that the version may come again with other content
     */
    void refuse(
            FeatureArchive archive, boolean update, String reason, String actor, boolean forget) {
        database.write(
                tx -> {
                    note(tx, archive, update ? "UPDATE" : "INSTALL", "REFUSED", reason, actor);
                    if (forget) {
                        store.forget(tx, archive.feature().value(), archive.version().toString());
                    }
                    return archive.feature();
                });
    }

    /** Says that a feature should not run any more; its revisions and data stay. */
    void deactivate(InstalledFeature installed, String actor) {
        String feature = installed.feature();
        database.write(
                tx -> {
                    store.lock(tx);
                    store.deactivate(tx, feature, actor, clock.instant());
                    HistoryEntry entry =
                            new HistoryEntry(
                                    feature,
                                    installed.version(),
                                    "REMOVE",
                                    "DONE",
                                    "",
                                    "",
                                    actor,
                                    clock.instant());
                    store.record(tx, Ids.next(clock), entry);
                    tx.publish(TOPIC, feature, "{}");
                    return feature;
                });
    }

    private void note(
            Transaction tx,
            FeatureArchive archive,
            String action,
            String outcome,
            String detail,
            String actor) {
        HistoryEntry entry =
                new HistoryEntry(
                        archive.feature().value(),
                        archive.version().toString(),
                        action,
                        outcome,
                        detail,
                        archive.sha256(),
                        actor,
                        clock.instant());
        store.record(tx, Ids.next(clock), entry);
    }
}
