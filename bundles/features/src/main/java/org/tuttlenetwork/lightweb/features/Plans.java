// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.FeatureRecords.Current;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.plan.Planner;
import org.tuttlenetwork.lightweb.features.plan.Surroundings;
import org.tuttlenetwork.lightweb.features.plan.World;
import org.tuttlenetwork.lightweb.features.plan.World.Before;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.PendingPlanStore;
import org.tuttlenetwork.lightweb.features.store.PendingPlanStore.Pending;
import org.tuttlenetwork.lightweb.features.store.PendingPlanStore.Waiting;
import org.tuttlenetwork.lightweb.features.store.PlaceStore;
import org.tuttlenetwork.lightweb.features.store.StoredRevision;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes plans of archives and of what is here, and keeps those that somebody looks at. */
final class Plans {
    private static final Duration KEPT = Duration.ofHours(1);

    private final Database database;
    private final FeatureRecords records;
    private final Admission admission;
    private final SchemaChanges schema;
    private final Surroundings surroundings;
    private final Clock clock;
    private final ArchiveReader reader = new ArchiveReader();
    private final PendingPlanStore pending = new PendingPlanStore();
    private final PlaceStore places = new PlaceStore();

    Plans(
            Database database,
            FeatureRecords records,
            Admission admission,
            SchemaChanges schema,
            Surroundings surroundings,
            Clock clock) {
        this.database = database;
        this.records = records;
        this.admission = admission;
        this.schema = schema;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** An archive that somebody was shown a plan of, and how it had come. */
    record Kept(byte[] archive, Request request) {
        /** How it came, asked for by whoever applies it. */
        Request completed(Request by) {
            return new Request(
                    by.actor(),
                    request.source(),
                    request.file(),
                    by.plan(),
                    request.downgrade().or(by::downgrade),
                    by.locale());
        }
    }

    /** What would happen; nothing is kept. */
    FeaturePlan of(FeatureArchive archive, Current now, Request request) {
        return new Planner(request.locale())
                .plan(
                        archive,
                        admission.verdict(archive),
                        world(archive, now, request),
                        request.downgrade());
    }

    private World world(FeatureArchive archive, Current now, Request request) {
        String feature = archive.feature().value();
        Optional<StoredRevision> kept = records.revision(feature, archive.version().toString());
        List<String> objections =
                new ArrayList<>(
                        surroundings.objections(
                                archive, database.read(places::all), request.locale()));
        objections.addAll(admission.incompatible(archive, request.locale()));
        return new World(
                now.installed(),
                now.rollout(),
                schema.of(feature),
                now.installed()
                        .filter(InstalledFeature::active)
                        .flatMap(active -> records.revision(feature, active.version()))
                        .map(this::before),
                kept.map(revision -> ArchiveReader.sha256(admission.signedBytes(revision))),
                objections,
                surroundings.notice(archive.feature(), request.locale()));
    }

    private Before before(StoredRevision revision) {
        return new Before(
                revision.version(),
                revision.bundles().stream()
                        .map(bundle -> Before.bundle(bundle.symbolicName(), bundle.sha256()))
                        .toList(),
                admission.described(revision).declaration());
    }

    /** What would happen; kept for an hour where it may be applied. */
    FeaturePlan make(FeatureArchive archive, byte[] bytes, Request request) {
        FeaturePlan plan = of(archive, records.current(archive.feature().value()), request);
        database.write(
                tx -> {
                    pending.forgetOld(tx, clock.instant().minus(KEPT));
                    if (plan.possible()) {
                        pending.keep(
                                tx,
                                new Pending(
                                        plan.id(),
                                        archive.feature().value(),
                                        archive.version().toString(),
                                        bytes,
                                        request.source(),
                                        request.file(),
                                        request.downgrade(),
                                        request.actor(),
                                        clock.instant()));
                    }
                    return plan;
                });
        return plan;
    }

    /**
     * @throws LightWebException NOT_FOUND where there is none of this id
     */
    Kept kept(String id) {
        Pending found =
                database.read(tx -> pending.find(tx, id))
                        .orElseThrow(
                                () ->
                                        LightWebException.notFound(
                                                "There is no such plan (any more). Upload the"
                                                        + " archive again."));
        return new Kept(
                found.archive(),
                new Request(
                        found.madeBy(),
                        found.source(),
                        found.file(),
                        Optional.empty(),
                        found.downgrade(),
                        Locale.ENGLISH));
    }

    /**
     * A kept plan as it would be now; where it is another by now, and possible, that one is kept
     * too, so that it can be applied by its own id.
     */
    FeaturePlan again(String id, Request request) {
        Kept kept = kept(id);
        Request whole = kept.completed(request);
        try {
            FeatureArchive archive = reader.read(kept.archive());
            FeaturePlan now = of(archive, records.current(archive.feature().value()), whole);
            if (now.id().equals(id) || !now.possible()) {
                return now;
            }
            FeaturePlan made = make(archive, kept.archive(), whole);
            if (whole.source() == InstalledFeature.Source.DEPLOY) {
                // A file of the folder waits once.
                forget(id);
            }
            return made;
        } catch (ArchiveRefused e) {
            throw new LightWebException(ProblemType.INVALID, e.why(), e);
        }
    }

    List<FeaturePlan> waiting(Request request) {
        return inFolder().stream().map(waiting -> again(waiting.id(), request)).toList();
    }

    List<Waiting> inFolder() {
        return database.read(pending::waiting);
    }

    void forget(String id) {
        database.write(
                tx -> {
                    pending.forget(tx, id);
                    return id;
                });
    }
}
