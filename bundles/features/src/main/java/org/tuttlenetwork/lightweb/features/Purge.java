// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.store.FeatureStore;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.PlaceStore;
import org.tuttlenetwork.lightweb.features.store.RevisionStore;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what a removed feature has left: its schema after a verified dump that is kept for 30
 * days, its kept versions, and its places (DECISIONS 2.4).
 */
final class Purge {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Database database;
    private final FeatureRecords records;
    private final SchemaDumps dumps;
    private final Hosts hosts;
    private final Faults faults;
    private final FeatureStore features = new FeatureStore();
    private final RevisionStore revisions = new RevisionStore();
    private final PlaceStore places = new PlaceStore();

    Purge(
            Database database,
            FeatureRecords records,
            SchemaDumps dumps,
            Hosts hosts,
            Faults faults) {
        this.database = database;
        this.records = records;
        this.dumps = dumps;
        this.hosts = hosts;
        this.faults = faults;
    }

    /**
     * Deletes; nothing of the feature may run here any more.
     *
     * @throws LightWebException NOT_FOUND where it was never installed, CONFLICT where a host still
     *     runs it; nothing is deleted then
     */
    void purge(String feature, String actor) throws InterruptedException {
        InstalledFeature removed =
                records.current(feature)
                        .installed()
                        .filter(found -> found.state() == InstalledFeature.State.REMOVED)
                        .orElseThrow(() -> LightWebException.notFound("There is no such feature."));
        awaitStopped(feature);
        String detail =
                dump(feature)
                        .map(id -> "A dump of its data is kept for 30 days: " + id)
                        .orElse("It had no data.");
        faults.at("dumped");
        database.write(
                tx -> {
                    features.lock(tx);
                    features.forget(tx, feature);
                    revisions.forgetAll(tx, feature);
                    places.giveUp(tx, feature);
                    records.note(
                            tx, feature, removed.version(), "PURGE", "DONE", detail, "", actor);
                    tx.publish(FeatureRecords.TOPIC, feature, "{}");
                    return feature;
                });
        LOG.info("Feature {} is deleted with its data. {}", feature, detail);
    }

    private void awaitStopped(String feature) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!hosts.running(feature).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw LightWebException.conflict(
                        "It is removed, but nothing of its data was deleted: hosts still run it: "
                                + hosts.running(feature)
                                + ". Try again in a moment.");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The dump's id; empty where there was no schema. */
    private Optional<String> dump(String feature) {
        try {
            return Optional.of(dumps.purge(new FeatureId(feature)).id().toString());
        } catch (LightWebException e) {
            if (e.type() == ProblemType.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
