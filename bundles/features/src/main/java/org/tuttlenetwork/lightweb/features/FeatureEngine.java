// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.store.FeatureStore;
import org.tuttlenetwork.lightweb.features.store.FeatureStore.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Installs, updates and takes back features. PostgreSQL says what should run; the framework is
 * brought into line with it at start and whenever another host changed it. All work on the
 * framework is done by one thread.
 */
@Component(service = {FeatureEngine.class, HealthCheck.class})
public final class FeatureEngine implements HealthCheck {
    /** Entries of the change feed; key = feature id. */
    static final String TOPIC = "features.feature";

    private static final Logger LOG = LoggerFactory.getLogger(FeatureEngine.class);

    private final Database database;
    private final RunningFeatures running;
    private final Clock clock;
    private final ArchiveReader reader = new ArchiveReader();
    private final FeatureStore store = new FeatureStore();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("features").factory());
    private final AutoCloseable subscription;
    private volatile Map<String, String> broken = Map.of();

    @Activate
    public FeatureEngine(
            BundleContext context,
            @Reference Database database,
            @Reference RevisionFilter revisions,
            @Reference ChangeFeed feed) {
        this(database, new RunningFeatures(context, revisions), feed, Clock.systemUTC());
    }

    FeatureEngine(Database database, RunningFeatures running, ChangeFeed feed, Clock clock) {
        this.database = database;
        this.running = running;
        this.clock = clock;
        this.subscription =
                feed.subscribe(
                        feed.latest(), Set.of(TOPIC), entry -> worker.execute(this::reconcile));
        worker.execute(this::reconcile);
    }

    @Deactivate
    void close() throws Exception {
        subscription.close();
        worker.shutdown();
    }

    /**
     * Installs or updates a feature; returns once it runs.
     *
     * @param bytes the archive
     * @param actor who: a user id, or {@code deploy}
     * @param file the file in the drop folder, where it came from there
     */
    public InstallOutcome install(
            byte[] bytes, String actor, Source source, @Nullable String file) {
        FeatureArchive archive;
        try {
            archive = reader.read(bytes);
        } catch (ArchiveRefused e) {
            return new InstallOutcome.Rejected(List.of(e.why()));
        }
        return onWorker(() -> install(archive, actor, source, file));
    }

    private InstallOutcome install(
            FeatureArchive archive, String actor, Source source, @Nullable String file) {
        FeatureId feature = archive.feature();
        String version = archive.version().toString();
        Optional<InstalledFeature> before = database.read(tx -> store.find(tx, feature.value()));
        Optional<String> kept = database.read(tx -> store.archiveOf(tx, feature.value(), version));
        List<String> reasons = refusals(archive, before, kept);
        if (!reasons.isEmpty()) {
            remember(
                    archive,
                    before.isPresent() ? "UPDATE" : "INSTALL",
                    "REFUSED",
                    String.join(" ", reasons),
                    actor);
            return new InstallOutcome.Rejected(reasons);
        }
        boolean same =
                before.filter(InstalledFeature::active)
                        .map(InstalledFeature::version)
                        .filter(version::equals)
                        .isPresent();
        if (same) {
            return new InstallOutcome.AlreadyPresent(feature, version);
        }
        database.write(
                tx -> {
                    store.keep(tx, archive, clock.instant());
                    return feature;
                });
        try {
            running.run(
                    feature.value(),
                    version,
                    archive.bundles().stream()
                            .map(
                                    bundle ->
                                            new InstalledFeature.StoredBundle(
                                                    bundle.symbolicName(), bundle.sha256()))
                            .toList(),
                    this::content);
        } catch (BundleException e) {
            String why = explain(e);
            remember(archive, "INSTALL", "REFUSED", why, actor);
            return new InstallOutcome.Rejected(List.of(why));
        }
        return commit(archive, before, actor, source, file);
    }

    private InstallOutcome commit(
            FeatureArchive archive,
            Optional<InstalledFeature> before,
            String actor,
            Source source,
            @Nullable String file) {
        FeatureId feature = archive.feature();
        String version = archive.version().toString();
        boolean update = before.filter(InstalledFeature::active).isPresent();
        database.write(
                tx -> {
                    store.lock(tx);
                    store.activate(
                            tx, feature.value(), version, source, file, actor, clock.instant());
                    note(tx, archive, update ? "UPDATE" : "INSTALL", "DONE", "", actor);
                    tx.publish(TOPIC, feature.value(), "{\"version\":\"" + version + "\"}");
                    return feature;
                });
        LOG.info("Feature {} {} runs", feature, version);
        return update
                ? new InstallOutcome.Updated(feature, version, before.orElseThrow().version())
                : new InstallOutcome.Installed(feature, version);
    }

    private List<String> refusals(
            FeatureArchive archive, Optional<InstalledFeature> before, Optional<String> kept) {
        List<String> reasons = new ArrayList<>();
        String feature = archive.feature().value();
        if (running.builtIn().containsKey(feature)) {
            reasons.add(
                    "The feature " + feature + " is part of this host; it changes with the host.");
        }
        if (kept.isPresent() && !kept.get().equals(archive.sha256())) {
            reasons.add(
                    "Version "
                            + archive.version()
                            + " of "
                            + feature
                            + " was installed before with other content. Give the new content a new"
                            + " version.");
        }
        before.filter(InstalledFeature::active)
                .map(installed -> org.osgi.framework.Version.parseVersion(installed.version()))
                .filter(installed -> installed.compareTo(archive.version()) > 0)
                .ifPresent(
                        installed ->
                                reasons.add(
                                        "Version "
                                                + installed
                                                + " of "
                                                + feature
                                                + " runs, which is newer than "
                                                + archive.version()
                                                + "."));
        archive.bundles().stream()
                .map(FeatureArchive.PackedBundle::symbolicName)
                .filter(name -> running.isTaken(name, feature))
                .forEach(
                        name -> reasons.add("The bundle " + name + " belongs to another feature."));
        return reasons;
    }

    /**
     * Takes a feature away: nothing of it runs any more, its data stays and a later installation
     * finds it.
     *
     * @throws LightWebException NOT_FOUND where it is not installed; CONFLICT for a part of the
     *     host
     */
    public void remove(String feature, String actor) {
        onWorker(
                () -> {
                    if (running.builtIn().containsKey(feature)) {
                        throw LightWebException.conflict(
                                "The feature "
                                        + feature
                                        + " is part of this host and cannot be removed.");
                    }
                    InstalledFeature installed =
                            database.read(tx -> store.find(tx, feature))
                                    .filter(InstalledFeature::active)
                                    .orElseThrow(
                                            () ->
                                                    LightWebException.notFound(
                                                            "There is no such feature."));
                    database.write(
                            tx -> {
                                store.lock(tx);
                                store.deactivate(tx, feature, actor, clock.instant());
                                store.record(
                                        tx,
                                        Ids.next(clock),
                                        new HistoryEntry(
                                                feature,
                                                installed.version(),
                                                "REMOVE",
                                                "DONE",
                                                "",
                                                "",
                                                actor,
                                                clock.instant()));
                                tx.publish(TOPIC, feature, "{}");
                                return feature;
                            });
                    running.stop(feature);
                    LOG.info("Feature {} is removed; its data stays", feature);
                    return feature;
                });
    }

    /** What is installed and what the host brought, by id. */
    public List<FeatureStatus> all() {
        List<InstalledFeature> installed = database.read(store::all);
        List<FeatureStatus> all = new ArrayList<>();
        running.builtIn()
                .forEach((feature, bundles) -> all.add(FeatureStatus.builtIn(feature, bundles)));
        for (InstalledFeature feature : installed) {
            all.add(
                    FeatureStatus.installed(
                            feature, running.of(feature.feature()), broken.get(feature.feature())));
        }
        all.sort(java.util.Comparator.comparing(FeatureStatus::id));
        return all;
    }

    /** The newest 50 things that were done to a feature. */
    public List<HistoryEntry> history(String feature) {
        return database.read(tx -> store.history(tx, feature, 50));
    }

    @Override
    public String name() {
        return "features";
    }

    @Override
    public Health health() {
        Map<String, String> now = broken;
        return now.isEmpty()
                ? Health.working()
                : Health.degraded("Features that do not run: " + now);
    }

    /** Brings the framework into line with PostgreSQL. */
    private void reconcile() {
        try {
            Map<String, String> failures = new java.util.TreeMap<>();
            Set<String> gone = new HashSet<>(running.present());
            for (InstalledFeature feature : database.read(store::all)) {
                if (feature.active()) {
                    gone.remove(feature.feature());
                    runQuietly(feature, failures);
                }
            }
            gone.forEach(running::stop);
            broken = Map.copyOf(failures);
        } catch (LightWebException e) {
            LOG.warn(
                    "Installed features could not be read; tried again at the next change: {}",
                    e.detail());
        }
    }

    private void runQuietly(InstalledFeature feature, Map<String, String> failures) {
        try {
            running.run(feature.feature(), feature.version(), feature.bundles(), this::content);
        } catch (BundleException e) {
            failures.put(feature.feature(), explain(e));
            LOG.error(
                    "Feature {} {} does not start: {}",
                    feature.feature(),
                    feature.version(),
                    explain(e));
        }
    }

    private byte[] content(String sha256) {
        byte[] bytes = database.read(tx -> store.content(tx, sha256));
        if (!ArchiveReader.sha256(bytes).equals(sha256)) {
            throw new IllegalStateException("The kept artefact " + sha256 + " is damaged");
        }
        return bytes;
    }

    private void remember(
            FeatureArchive archive, String action, String outcome, String detail, String actor) {
        database.write(
                tx -> {
                    note(tx, archive, action, outcome, detail, actor);
                    return outcome;
                });
    }

    private void note(
            Transaction tx,
            FeatureArchive archive,
            String action,
            String outcome,
            String detail,
            String actor) {
        store.record(
                tx,
                Ids.next(clock),
                new HistoryEntry(
                        archive.feature().value(),
                        archive.version().toString(),
                        action,
                        outcome,
                        detail,
                        archive.sha256(),
                        actor,
                        clock.instant()));
    }

    /** The framework's reason in at most five lines. */
    static String explain(BundleException e) {
        String message = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        String whole = cause == null ? message : message + ": " + cause.getMessage();
        return String.join("\n", whole.lines().limit(5).toList());
    }

    private <T> T onWorker(Callable<T> work) {
        try {
            return worker.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LightWebException known) {
                throw known;
            }
            throw new IllegalStateException("The features engine failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the features engine works", e);
        }
    }

    /**
     * A feature as it stands.
     *
     * @param id its id
     * @param version the version that should run
     * @param state RUNNING, BROKEN, REMOVED
     * @param builtIn whether the host brought it
     * @param detail why it is broken; empty otherwise
     * @param bundles its bundles with their states
     */
    public record FeatureStatus(
            String id,
            String version,
            State state,
            boolean builtIn,
            String detail,
            List<String> bundles) {
        /** How a feature stands. */
        public enum State {
            RUNNING,
            BROKEN,
            REMOVED
        }

        static FeatureStatus builtIn(String feature, List<Bundle> bundles) {
            boolean running =
                    bundles.stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
            return new FeatureStatus(
                    feature,
                    bundles.getFirst().getVersion().toString(),
                    running ? State.RUNNING : State.BROKEN,
                    true,
                    running ? "" : "A bundle of it is not started.",
                    names(bundles));
        }

        static FeatureStatus installed(
                InstalledFeature feature, List<Bundle> bundles, @Nullable String failure) {
            boolean running =
                    !bundles.isEmpty()
                            && bundles.stream()
                                    .allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
            State state =
                    !feature.active() ? State.REMOVED : running ? State.RUNNING : State.BROKEN;
            return new FeatureStatus(
                    feature.feature(),
                    feature.version(),
                    state,
                    false,
                    failure == null ? "" : failure,
                    names(bundles));
        }

        private static List<String> names(List<Bundle> bundles) {
            return bundles.stream()
                    .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                    .toList();
        }
    }
}
