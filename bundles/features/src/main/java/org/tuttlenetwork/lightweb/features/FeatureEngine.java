// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.store.FeatureStore.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
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
 * framework is done by one thread, in the order in which it was asked for.
 */
@Component(service = {FeatureEngine.class, HealthCheck.class})
public final class FeatureEngine implements HealthCheck {
    private final FeatureRecords records;
    private final RunningFeatures running;
    private final FeatureInstaller installer;
    private final FeatureRestorer restorer;
    private final ArchiveReader reader = new ArchiveReader();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("features").factory());
    private final AutoCloseable subscription;

    @Activate
    public FeatureEngine(
            BundleContext context,
            @Reference Database database,
            @Reference RevisionFilter revisions,
            @Reference ChangeFeed feed) {
        this(database, new RunningFeatures(context, revisions), feed, Clock.systemUTC());
    }

    FeatureEngine(Database database, RunningFeatures running, ChangeFeed feed, Clock clock) {
        this.records = new FeatureRecords(database, clock);
        this.running = running;
        this.installer = new FeatureInstaller(records, running);
        this.restorer = new FeatureRestorer(records, running);
        this.subscription =
                feed.subscribe(
                        feed.latest(),
                        Set.of(FeatureRecords.TOPIC),
                        entry -> worker.execute(restorer::restore));
        worker.execute(restorer::restore);
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
        return onWorker(() -> installer.install(archive, actor, source, file));
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
                    installer.remove(feature, actor);
                    return feature;
                });
    }

    /** The feature that came last from a file of the drop folder, also where it was removed. */
    Optional<InstalledFeature> fromFile(String file) {
        return records.all().stream()
                .filter(feature -> feature.source() == Source.DEPLOY)
                .filter(feature -> feature.file().filter(file::equals).isPresent())
                .findFirst();
    }

    /** Whether exactly this archive was installed from a file of this name before. */
    boolean isKnown(String file, byte[] bytes) {
        return fromFile(file)
                .flatMap(feature -> records.kept(feature.feature(), feature.version()))
                .filter(ArchiveReader.sha256(bytes)::equals)
                .isPresent();
    }

    /** What is installed and what the host brought, by id. */
    public List<FeatureStatus> all() {
        List<InstalledFeature> installed = records.all();
        List<FeatureStatus> all = new ArrayList<>();
        running.builtIn()
                .forEach((feature, bundles) -> all.add(FeatureStatus.builtIn(feature, bundles)));
        Map<String, String> broken = restorer.broken();
        for (InstalledFeature feature : installed) {
            all.add(
                    FeatureStatus.installed(
                            feature, running.of(feature.feature()), broken.get(feature.feature())));
        }
        all.sort(Comparator.comparing(FeatureStatus::id));
        return all;
    }

    /** The newest 50 things that were done to a feature. */
    public List<HistoryEntry> history(String feature) {
        return records.history(feature);
    }

    @Override
    public String name() {
        return "features";
    }

    @Override
    public Health health() {
        Map<String, String> now = restorer.broken();
        return now.isEmpty()
                ? Health.working()
                : Health.degraded("Features that do not run: " + now);
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
