// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.store.FeatureStore;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.PlaceStore;
import org.tuttlenetwork.lightweb.features.store.RevisionStore;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.Rollout.Phase;
import org.tuttlenetwork.lightweb.features.store.RolloutStore;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * The steps of a version on its way, each one transaction: whenever a host dies, PostgreSQL says
 * either the step before or the step after.
 */
final class Rollouts {
    private static final Logger LOG = LoggerFactory.getLogger(Rollouts.class);

    /** How long a first host may take before others give it up; its own limits are shorter. */
    static final Duration STARTING = Duration.ofMinutes(10);

    private final Database database;
    private final FeatureRecords records;
    private final Clock clock;
    private final FeatureStore features = new FeatureStore();
    private final RolloutStore rollouts = new RolloutStore();
    private final RevisionStore revisions = new RevisionStore();
    private final PlaceStore places = new PlaceStore();
    private final DataWork dataWork = new DataWork();

    Rollouts(Database database, FeatureRecords records, Clock clock) {
        this.database = database;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Keeps the archive and begins; nothing runs by that.
     *
     * @param archive with the bytes; empty where the version is kept already
     * @param expected the feature as it was when this was decided
     * @param claimed the places that shall be the feature's
     * @throws LightWebException CONFLICT where another version of it is on its way, or the feature
     *     was changed meanwhile
     */
    void begin(
            Rollout rollout,
            Optional<FeatureArchive> archive,
            Optional<InstalledFeature> expected,
            Collection<String> claimed) {
        String feature = rollout.feature();
        database.write(
                tx -> {
                    features.lock(tx);
                    if (!features.find(tx, feature).equals(expected)) {
                        throw LightWebException.conflict(
                                "Nothing was changed: %s was changed by somebody else at the same time. Look at the plan again."
                                        .formatted(feature));
                    }
                    dataWork.requireNoPurge(tx, feature, "Nothing was changed");
                    dataWork.requireNoRestore(tx, feature, "Nothing was changed");
                    boolean brought =
                            archive.filter(bytes -> revisions.keep(tx, bytes, clock.instant()))
                                    .isPresent();
                    if (!rollouts.begin(tx, rollout.bringing(brought))) {
                        throw underWay(tx, feature);
                    }
                    places.take(tx, feature, claimed);
                    return feature;
                });
    }

    /** Keeps the bytes and signatures of a version that is kept already in the archive's words. */
    void keepAnew(FeatureArchive archive) {
        database.write(
                tx -> {
                    features.lock(tx);
                    revisions.keep(tx, archive, clock.instant());
                    tx.publish(FeatureRecords.TOPIC, archive.feature().value(), "{}");
                    return archive;
                });
    }

    private LightWebException underWay(Transaction tx, String feature) {
        String which =
                rollouts.find(tx, feature)
                        .map(other -> other.version() + ", begun by " + other.actor())
                        .orElse("another version");
        return LightWebException.conflict(
                "Nothing was changed: %s of %s is on its way. Wait for the end of its grace period, or take it back first."
                        .formatted(which, feature));
    }

    /**
     * It passed the gate on the first host: from now on it is what this host runs, also after a
     * crash.
     *
     * @param grace how long it is watched before it is committed
     * @return false where it was taken back meanwhile
     */
    boolean passed(Rollout rollout, Duration grace, String archiveSha256) {
        return database.write(
                tx -> {
                    features.lock(tx);
                    boolean on =
                            rollouts.advance(
                                    tx,
                                    rollout.id(),
                                    Phase.STARTING,
                                    Phase.TRYING,
                                    clock.instant().plus(grace));
                    if (on) {
                        note(tx, rollout, "LIVE", "", archiveSha256);
                        tx.publish(FeatureRecords.TOPIC, rollout.feature(), "{}");
                    }
                    return on;
                });
    }

    /**
     * It held on the first host: the others follow.
     *
     * @param grace how long they are watched before it is committed
     */
    void spread(Rollout rollout, Duration grace) {
        database.write(
                tx -> {
                    features.lock(tx);
                    boolean on =
                            rollouts.advance(
                                    tx,
                                    rollout.id(),
                                    Phase.TRYING,
                                    Phase.SPREADING,
                                    clock.instant().plus(grace));
                    if (on) {
                        tx.publish(FeatureRecords.TOPIC, rollout.feature(), "{}");
                    }
                    return on;
                });
    }

    /** It held everywhere: it is what the feature is. */
    void commit(Rollout rollout) {
        boolean ended =
                database.write(
                        tx -> {
                            features.lock(tx);
                            if (!rollouts.end(tx, rollout.id())) {
                                return false;
                            }
                            features.commit(tx, rollout, clock.instant());
                            note(tx, rollout, "DONE", "", "");
                            tx.publish(FeatureRecords.TOPIC, rollout.feature(), "{}");
                            return true;
                        });
        if (ended) {
            LOG.info("Feature {} {} is committed", rollout.feature(), rollout.version());
        }
    }

    /**
     * Takes it back on all hosts: what ran before runs again, or nothing where nothing did.
     *
     * @param why in words for an administrator
     * @param refused whether it never answered anybody; then a version that it brought is
     *     forgotten, so that it may come again mended
     */
    void takeBack(Rollout rollout, String why, boolean refused) {
        boolean ended =
                database.write(
                        tx -> {
                            features.lock(tx);
                            if (!rollouts.end(tx, rollout.id())) {
                                return false;
                            }
                            note(tx, rollout, refused ? "REFUSED" : "TAKEN_BACK", why, "");
                            if (refused && rollout.brought()) {
                                revisions.forget(tx, rollout.feature(), rollout.version());
                            }
                            if (features.find(tx, rollout.feature()).isEmpty()) {
                                // It never was the feature's version: nothing belongs to it yet.
                                places.giveUp(tx, rollout.feature());
                            }
                            tx.publish(FeatureRecords.TOPIC, rollout.feature(), "{}");
                            return true;
                        });
        if (ended) {
            LOG.warn("Feature {} {} is taken back: {}", rollout.feature(), rollout.version(), why);
        }
    }

    /**
     * Stops the feature on all hosts: its schema has gone where the version before cannot follow,
     * so a person must choose (DECISIONS 2.3).
     */
    void stop(Rollout rollout, String why) {
        String because =
                why
                        + " Its schema was changed in a way that "
                        + rollout.previous().orElse("an older version")
                        + " cannot work with. Install a mended version, or restore the dump that"
                        + " was made before.";
        database.write(
                tx -> {
                    features.lock(tx);
                    if (!rollouts.end(tx, rollout.id())) {
                        return false;
                    }
                    features.stopAt(tx, rollout, because, clock.instant());
                    note(tx, rollout, "STOPPED", because, "");
                    tx.publish(FeatureRecords.TOPIC, rollout.feature(), "{}");
                    return true;
                });
        LOG.error("Feature {} is stopped: {}", rollout.feature(), because);
    }

    /** The host that tried it, or waits to, was started: it begins. */
    void resume(Rollout rollout) {
        database.write(
                tx -> {
                    rollouts.resume(tx, rollout.id(), clock.instant().plus(STARTING));
                    return true;
                });
    }

    /** A host that stops in an orderly way goes on later; that is no crash. */
    void paused(UUID host) {
        database.write(
                tx -> {
                    rollouts.paused(tx, host);
                    return true;
                });
    }

    private void note(Transaction tx, Rollout rollout, String outcome, String why, String sha256) {
        records.note(
                tx,
                rollout.feature(),
                rollout.version(),
                rollout.action().name(),
                outcome,
                why,
                sha256,
                rollout.actor());
    }
}
