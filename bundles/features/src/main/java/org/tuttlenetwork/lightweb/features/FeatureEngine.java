// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.FeatureRecords.Current;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.plan.Planner;
import org.tuttlenetwork.lightweb.features.store.HistoryStore.Numbered;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;
import org.tuttlenetwork.lightweb.features.store.PendingPlanStore.Waiting;
import org.tuttlenetwork.lightweb.features.store.Rollout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What an administrator can do with features. Each operation is first a row in PostgreSQL; then
 * this host is aligned with it, and the others follow by the change feed.
 */
public final class FeatureEngine {
    private final UUID host;
    private final FeatureRecords records;
    private final Rollouts rollouts;
    private final Plans plans;
    private final Statuses statuses;
    private final Attempts attempts;
    private final WaysBack waysBack;
    private final Repairs repairs;
    private final Removals removals;
    private final Restores restores;
    private final boolean safeMode;
    private final ArchiveReader reader = new ArchiveReader();

    FeatureEngine(
            UUID host,
            FeatureRecords records,
            Rollouts rollouts,
            Plans plans,
            Statuses statuses,
            Attempts attempts,
            TakingBack takingBack,
            SchemaChanges schema,
            Aligner aligner,
            Purge purge,
            Restores restores,
            boolean safeMode) {
        this.host = host;
        this.records = records;
        this.rollouts = rollouts;
        this.plans = plans;
        this.statuses = statuses;
        this.attempts = attempts;
        this.waysBack = new WaysBack(records, rollouts, attempts, takingBack, schema);
        this.repairs = new Repairs(rollouts, attempts, aligner, safeMode);
        this.safeMode = safeMode;
        this.removals = new Removals(records, takingBack, attempts, statuses, purge);
        this.restores = restores;
    }

    /**
     * What would happen if an archive were applied. A plan that is possible is kept for an hour, so
     * that it can be applied by its id.
     *
     * @throws LightWebException INVALID where the bytes are no archive that may be looked at
     */
    public FeaturePlan plan(byte[] bytes, Request request) {
        return plans.make(read(bytes), bytes, request);
    }

    /**
     * A kept plan as it would be now.
     *
     * @throws LightWebException NOT_FOUND where there is none of this id
     */
    public FeaturePlan planned(String id, Request request) {
        return plans.again(id, request);
    }

    /** What waits from the drop folder for somebody to decide, as it would be now. */
    public List<FeaturePlan> waiting(Request request) {
        return plans.waiting(request);
    }

    /** The same, without looking into the archives. */
    public List<Waiting> inFolder() {
        return plans.inFolder();
    }

    /** Forgets a kept plan; nothing else changes. */
    public void dismiss(String id) {
        plans.forget(id);
    }

    /**
     * Applies a kept plan: exactly that, or nothing where the world has changed since.
     *
     * @throws LightWebException NOT_FOUND where there is none of this id
     */
    public InstallOutcome apply(String id, Request request) {
        Plans.Kept kept = plans.kept(id);
        Request whole = kept.completed(request).agreedTo(id);
        InstallOutcome outcome = install(kept.archive(), whole);
        if (outcome instanceof InstallOutcome.PlanChanged) {
            return new InstallOutcome.PlanChanged(plans.again(id, request));
        }
        plans.forget(id);
        return outcome;
    }

    /** Installs or updates the feature of an archive; returns once it is live or refused. */
    public InstallOutcome install(byte[] bytes, Request request) {
        FeatureArchive archive;
        try {
            archive = reader.read(bytes);
        } catch (ArchiveRefused e) {
            return new InstallOutcome.Rejected(List.of(e.why()));
        }
        String feature = archive.feature().value();
        String version = archive.version().toString();
        Current now = records.current(feature);
        FeaturePlan plan = plans.of(archive, now, request);
        if (request.plan().filter(agreed -> !agreed.equals(plan.id())).isPresent()) {
            return new InstallOutcome.PlanChanged(plan);
        }
        if (!plan.possible()) {
            String why = String.join(" ", plan.refusals());
            String action = now.installed().isPresent() ? "UPDATE" : "INSTALL";
            records.note(
                    feature, version, action, "REFUSED", why, archive.sha256(), request.actor());
            return new InstallOutcome.Rejected(plan.refusals());
        }
        if (now.installed().filter(same -> Attempts.runs(same, version)).isPresent()) {
            return repairs.again(archive);
        }
        Rollout rollout = attempts.of(feature, version, now, request);
        List<String> places = Planner.places(archive.feature(), archive.declaration());
        rollouts.begin(rollout, Optional.of(archive), now.installed(), places);
        return attempts.carryOut(rollout);
    }

    /**
     * Whether a file of the folder may be applied without a person: signed by somebody trusted, and
     * asking for nothing that it did not have before (DECISIONS 2.5).
     */
    InstallOutcome fromFolder(byte[] bytes, String file) {
        FeatureArchive archive;
        try {
            archive = reader.read(bytes);
        } catch (ArchiveRefused e) {
            return new InstallOutcome.Rejected(List.of(e.why()));
        }
        records.take(file, ArchiveReader.sha256(bytes));
        Request request = Request.fromFolder(file);
        InstallOutcome outcome = withoutAPerson(archive, bytes, request);
        // The world has changed since that plan: what it is now may need a person.
        return outcome instanceof InstallOutcome.PlanChanged
                ? withoutAPerson(archive, bytes, request)
                : outcome;
    }

    private InstallOutcome withoutAPerson(FeatureArchive archive, byte[] bytes, Request request) {
        FeaturePlan plan = plans.of(archive, records.current(archive.feature().value()), request);
        if (plan.possible() && !plan.powers().fresh().isEmpty()) {
            return new InstallOutcome.Waiting(plans.make(archive, bytes, request));
        }
        return install(bytes, request.agreedTo(plan.id()));
    }

    /**
     * Goes back to the version before, or to a kept one: a version that is being tried is taken
     * back on all hosts; otherwise the older one is started, checked and watched like any new one.
     *
     * @param version which kept version; empty for the one before
     * @throws LightWebException NOT_FOUND where there is nothing to go back to; CONFLICT where its
     *     data has gone where that version cannot follow
     */
    public InstallOutcome rollback(String feature, Optional<String> version, Request request) {
        return waysBack.rollback(feature, version, request);
    }

    /**
     * Takes back a version that is being tried, and only that.
     *
     * @throws LightWebException CONFLICT where it is not being tried any more, or its data has gone
     *     where the version before cannot follow
     */
    public InstallOutcome takeBack(String feature, String version, Request request) {
        return waysBack.takeBack(feature, version, request);
    }

    /**
     * Takes a feature away: nothing of it runs any more on any host, its data stays and a later
     * installation finds it. What is being tried of it is taken back with it.
     *
     * @throws LightWebException NOT_FOUND where it is not installed; CONFLICT for a part of the
     *     host
     */
    public void remove(String feature, String actor) {
        removals.remove(feature, actor);
    }

    /**
     * Deletes a feature with its data, after a verified dump that is kept for 30 days; what runs of
     * it is removed first.
     *
     * @throws LightWebException NOT_FOUND where it was never installed; CONFLICT for a part of the
     *     host, and where another host still runs it
     */
    public void purge(String feature, String actor) {
        removals.purge(feature, actor);
    }

    /**
     * The dumps of features' data that are kept, newest first.
     *
     * @param feature of which; empty for all
     */
    public List<SchemaDump> dumps(Optional<String> feature) {
        return restores.kept(feature);
    }

    /**
     * Brings a dump of a feature's data back; nothing of the feature may run. It stays as it is,
     * removed or stopped: an installation or a rollback finds the data.
     *
     * @param replace whether data that is there goes, after a dump of its own
     * @return the dump
     * @throws LightWebException NOT_FOUND where there is no such dump; CONFLICT where the feature
     *     runs, or has data that may not go; INVALID where the dump is damaged
     */
    public SchemaDump restore(UUID dump, boolean replace, String actor) {
        try {
            return restores.restore(dump, replace, actor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LightWebException(
                    ProblemType.UNAVAILABLE, "The host stops. Nothing was changed.", e);
        }
    }

    private FeatureArchive read(byte[] bytes) {
        try {
            return reader.read(bytes);
        } catch (ArchiveRefused e) {
            throw new LightWebException(ProblemType.INVALID, "Nothing was changed. " + e.why(), e);
        }
    }

    /** What is installed, what is on its way, and what the host brought; by id. */
    public List<FeatureStatus> all() {
        return statuses.all();
    }

    /** The versions of a feature whose bytes are kept, the newest kept first. */
    public List<String> versions(String feature) {
        return records.versions(feature);
    }

    /**
     * Who signed a kept version, and whether it would be started now.
     *
     * @return empty where that version is not kept
     */
    public Optional<FeaturePlan.Publisher> publisher(
            String feature, String version, Locale locale) {
        return statuses.publisher(feature, version, locale);
    }

    /** Whether nothing that was installed runs until the host's next start. */
    boolean isInSafeMode() {
        return safeMode;
    }

    /** This host. */
    public UUID host() {
        return host;
    }

    /** The feature that came last from a file of the drop folder, also where it was removed. */
    Optional<InstalledFeature> fromFile(String file) {
        return records.all().stream()
                .filter(feature -> feature.source() == Source.DEPLOY)
                .filter(feature -> feature.file().filter(file::equals).isPresent())
                .findFirst();
    }

    /** Whether exactly this was taken from a file of this name before, whatever became of it. */
    boolean isKnown(String file, byte[] bytes) {
        return records.isTaken(file, ArchiveReader.sha256(bytes));
    }

    /** Forgets a file that is gone from the drop folder. */
    void forgetFile(String file) {
        records.forgetFile(file);
    }

    /**
     * A page of what was done to a feature, newest first.
     *
     * @param after the id of the last entry of the page before; empty for the first
     * @param limit 1 to 200
     */
    public List<Numbered> history(String feature, Optional<UUID> after, int limit) {
        return records.history(feature, after, limit);
    }
}
