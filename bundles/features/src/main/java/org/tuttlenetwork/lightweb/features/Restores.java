// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.store.FeatureStore;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.RestoringStore;
import org.tuttlenetwork.lightweb.features.store.RestoringStore.Restoring;
import org.tuttlenetwork.lightweb.features.store.RolloutStore;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings a dump of a feature's data back, while nothing of the feature runs. What is there goes
 * only where that was agreed to, and after a dump of its own.
 */
final class Restores {
    private static final Logger LOG = LoggerFactory.getLogger(Restores.class);

    private final Database database;
    private final FeatureRecords records;
    private final SchemaDumps dumps;
    private final Hosts hosts;
    private final Faults faults;
    private final Clock clock;
    private final FeatureStore features = new FeatureStore();
    private final RolloutStore rollouts = new RolloutStore();
    private final DataWork dataWork = new DataWork();
    private final RestoringStore restoring = new RestoringStore();

    Restores(
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

    /** What is kept, newest first; of one feature only, where it is named. */
    List<SchemaDump> kept(Optional<String> feature) {
        return dumps.list().stream()
                .filter(dump -> feature.isEmpty() || feature.get().equals(dump.feature().value()))
                .toList();
    }

    /** See {@link FeatureEngine#restore}. */
    SchemaDump restore(UUID id, boolean replace, String actor) throws InterruptedException {
        SchemaDump dump = find(id);
        String feature = dump.feature().value();
        hosts.awaitStopped(feature, "Nothing was changed");
        Restoring wish = new Restoring(feature, id, hosts.self(), actor);
        begin(wish, dump, replace);
        faults.at("restoring");
        finish(wish);
        return dump;
    }

    private SchemaDump find(UUID id) {
        return dumps.list().stream()
                .filter(dump -> dump.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                LightWebException.notFound(
                                        "There is no such dump. They are kept for 30 days."));
    }

    private void begin(Restoring wish, SchemaDump dump, boolean replace) {
        boolean data = !dumps.migrations(dump.feature()).isEmpty();
        database.write(
                tx -> {
                    features.lock(tx);
                    requireStill(tx, wish.feature());
                    if (data && !replace) {
                        throw LightWebException.conflict(
                                "Nothing was changed: %s has data. Ask for it to be replaced, if that is meant; a dump of it is made first."
                                        .formatted(wish.feature()));
                    }
                    restoring.begin(tx, wish, clock.instant());
                    return wish;
                });
    }

    private void requireStill(Transaction tx, String feature) {
        boolean runs = features.find(tx, feature).filter(InstalledFeature::active).isPresent();
        if (runs || rollouts.find(tx, feature).isPresent()) {
            throw LightWebException.conflict(
                    "Nothing was changed: %s runs. Remove it first; its data stays until this replaces it."
                            .formatted(feature));
        }
        dataWork.requireNoPurge(tx, feature, "Nothing was changed");
        dataWork.requireNoRestore(tx, feature, "Nothing was changed");
    }

    /** Goes on with what this host had begun when it ended: what is half there is replaced. */
    void finishOwn() {
        for (Restoring begun : database.read(restoring::all)) {
            if (begun.host().equals(hosts.self())) {
                tryFinish(begun);
            }
        }
    }

    /** Goes on with what hosts had begun that are not there any more. */
    void finishForOthers() {
        for (Restoring begun : database.read(restoring::all)) {
            boolean left = !hosts.isThere(begun.host());
            if (left && database.write(tx -> restoring.takeOver(tx, begun, hosts.self()))) {
                tryFinish(begun);
            }
        }
    }

    private void tryFinish(Restoring begun) {
        try {
            finish(begun);
        } catch (LightWebException e) {
            LOG.warn("The data of {} was not brought back: {}", begun.feature(), e.getMessage());
        }
    }

    private void finish(Restoring begun) {
        try {
            dumps.restore(begun.dump(), true);
        } catch (RuntimeException e) {
            // Whatever it was: as long as it counts as under way, nothing of the feature may begin.
            end(begun, "REFUSED", String.valueOf(e.getMessage()));
            throw e;
        }
        end(begun, "DONE", "From the dump " + begun.dump());
        LOG.info("The data of {} is that of the dump {}", begun.feature(), begun.dump());
    }

    private void end(Restoring begun, String outcome, String detail) {
        database.write(
                tx -> {
                    features.lock(tx);
                    if (restoring.end(tx, begun.feature())) {
                        String version =
                                features.find(tx, begun.feature())
                                        .map(InstalledFeature::version)
                                        .orElse("");
                        records.note(
                                tx,
                                begun.feature(),
                                version,
                                "RESTORE",
                                outcome,
                                detail,
                                "",
                                begun.actor());
                        tx.publish(FeatureRecords.TOPIC, begun.feature(), "{}");
                    }
                    return begun;
                });
    }
}
