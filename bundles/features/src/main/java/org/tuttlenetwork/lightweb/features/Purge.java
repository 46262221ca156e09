// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.store.FeatureStore;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.State;
import org.tuttlenetwork.lightweb.features.store.PlaceStore;
import org.tuttlenetwork.lightweb.features.store.PurgingStore;
import org.tuttlenetwork.lightweb.features.store.PurgingStore.Purging;
import org.tuttlenetwork.lightweb.features.store.RevisionStore;
import org.tuttlenetwork.lightweb.features.store.RolloutStore;

import java.time.Clock;
import java.util.Optional;

/**
 * Deletes what a removed feature has left: its schema after a verified dump that is kept for 30
 * days, its kept versions, and its places (DECISIONS 2.4).
 */
final class Purge {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final Database database;
    private final FeatureRecords records;
    private final SchemaDumps dumps;
    private final Hosts hosts;
    private final Faults faults;
    private final Clock clock;
    private final FeatureStore features = new FeatureStore();
    private final RevisionStore revisions = new RevisionStore();
    private final PlaceStore places = new PlaceStore();
    private final RolloutStore rollouts = new RolloutStore();
    private final PurgingStore purging = new PurgingStore();
    private final DataWork dataWork = new DataWork();

    Purge(
            Database database,
            FeatureRecords records,
            SchemaDumps dumps,
            Hosts hosts,
            Faults faults,
            Clock clock) {
        this.database = database;
        this.records = records;
        this.dumps = dumps;
        this.hosts = hosts;
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * Deletes; nothing of the feature may run here any more. From the moment it begins nothing of
     * the feature can be installed, also where this host ends, until it has ended.
     *
     * @throws LightWebException NOT_FOUND where nothing is left of it, CONFLICT where a host still
     *     runs it or it was installed meanwhile; nothing is deleted then
     */
    void purge(String feature, String actor) throws InterruptedException {
        hosts.awaitStopped(feature, "It is removed, but nothing of its data was deleted");
        finish(begin(feature, actor));
    }

    private Purging begin(String feature, String actor) {
        if (records.history(feature, Optional.empty(), 1).isEmpty()) {
            throw LightWebException.notFound("There is no such feature.");
        }
        boolean data = !dumps.migrations(new FeatureId(feature)).isEmpty();
        return database.write(
                tx -> {
                    features.lock(tx);
                    Optional<InstalledFeature> installed = features.find(tx, feature);
                    if (rollouts.find(tx, feature).isPresent()
                            || installed
                                    .filter(found -> found.state() != State.REMOVED)
                                    .isPresent()) {
                        throw LightWebException.conflict(
                                "Nothing was deleted: %s was installed by somebody else at the same time."
                                        .formatted(feature));
                    }
                    dataWork.requireNoRestore(tx, feature, "Nothing was deleted");
                    boolean left =
                            data
                                    || installed.isPresent()
                                    || !revisions.versions(tx, feature).isEmpty()
                                    || places.all(tx).containsValue(feature)
                                    || purging.find(tx, feature).isPresent();
                    if (!left) {
                        throw LightWebException.notFound("There is no such feature.");
                    }
                    return purging.begin(tx, feature, actor, clock.instant());
                });
    }

    /** Goes on with what had begun when a host ended. */
    void finishAll() {
        for (String feature : database.read(purging::all)) {
            database.read(tx -> purging.find(tx, feature)).ifPresent(this::finish);
        }
    }

    private void finish(Purging begun) {
        String feature = begun.feature();
        String detail =
                dump(begun)
                        .map(id -> "A dump of its data is kept for 30 days: " + id)
                        .orElse("It had no data.");
        faults.at("dumped");
        database.write(
                tx -> {
                    features.lock(tx);
                    if (!purging.end(tx, feature)) {
                        return feature;
                    }
                    String version =
                            features.find(tx, feature)
                                    .map(InstalledFeature::version)
                                    .or(() -> revisions.versions(tx, feature).stream().findFirst())
                                    .orElse("");
                    features.forget(tx, feature);
                    revisions.forgetAll(tx, feature);
                    places.giveUp(tx, feature);
                    records.note(tx, feature, version, "PURGE", "DONE", detail, "", begun.actor());
                    tx.publish(FeatureRecords.TOPIC, feature, "{}");
                    return feature;
                });
        LOG.info("Feature {} is deleted with its data. {}", feature, detail);
    }

    /** The dump's id; empty where there was no schema, and none had been dumped for this. */
    private Optional<String> dump(Purging begun) {
        FeatureId feature = new FeatureId(begun.feature());
        try {
            return Optional.of(dumps.purge(feature).id().toString());
        } catch (LightWebException e) {
            return switch (e.type()) {
                case NOT_FOUND ->
                        dumps.list().stream()
                                .filter(dump -> dump.feature().equals(feature))
                                .filter(dump -> dump.reason() == SchemaDump.Reason.PURGE)
                                .filter(dump -> !dump.madeAt().isBefore(begun.since()))
                                .map(dump -> dump.id().toString())
                                .findFirst();
                case CONFLICT -> {
                    giveUp(begun.feature());
                    throw e;
                }
                default -> throw e;
            };
        }
    }

    /** Somebody works in its schema: nothing was deleted, and it may be installed again. */
    private void giveUp(String feature) {
        database.write(tx -> purging.end(tx, feature));
    }
}
