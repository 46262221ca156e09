// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.FleetLocks;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.Places;
import org.tuttlenetwork.lightweb.api.feature.RevisionCheck;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.DerivedValues;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.persistence.dump.DatabaseDump;
import org.tuttlenetwork.lightweb.persistence.dump.DumpRetention;
import org.tuttlenetwork.lightweb.persistence.dump.DumpWriter;
import org.tuttlenetwork.lightweb.persistence.dump.StoredDumps;
import org.tuttlenetwork.lightweb.persistence.feed.Retention;
import org.tuttlenetwork.lightweb.persistence.journal.PostgresJournal;
import org.tuttlenetwork.lightweb.persistence.lock.SessionLocks;
import org.tuttlenetwork.lightweb.persistence.restored.PostgresRestoreBrake;
import org.tuttlenetwork.lightweb.persistence.server.EmbeddedPostgres;
import org.tuttlenetwork.lightweb.persistence.server.PostgresBinaries;
import org.tuttlenetwork.lightweb.persistence.unit.Server;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The room's life: PostgreSQL, framework and SessionFactories start side by side; everything stops
 * in reverse order. What waits for PostgreSQL waits on a future, so that starting this component
 * takes no time.
 */
@Component(
        service = {HealthCheck.class, RevisionCheck.class, Places.class},
        immediate = true,
        configurationPid = "lightweb.persistence")
@Designate(ocd = PersistenceConfig.class)
public final class Persistence implements HealthCheck, RevisionCheck, Places {
    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
    private static final String SCHEMA = "schema:";

    private final BundleContext context;
    private final RevisionFilter revisions;
    private final Settings settings;
    private final CompletableFuture<RunningDatabase> database = new CompletableFuture<>();

    /**
     * Platform threads: building a SessionFactory loads thousands of classes, which pins a virtual
     * thread to its carrier (JEP 491, "Future work"). As many pinned ones as there are processors,
     * all waiting for a jar whose lock an unmounted one holds, is a start that never ends.
     */
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().name("persistence-unit-", 0).daemon().factory());

    private final UnitExtender extender = new UnitExtender(database, executor);
    private final BundleTracker<UnitExtender.Unit> tracker;

    /** What is to be closed, the latest first. */
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    private final Thread starting;
    private volatile @Nullable PostgresRestoreBrake restored;

    @Activate
    public Persistence(
            BundleContext context, PersistenceConfig config, @Reference RevisionFilter revisions) {
        this.context = context;
        this.revisions = revisions;
        this.settings = Settings.of(config);
        OwnDatabaseOnly own = new OwnDatabaseOnly();
        register(FindHook.class, own);
        register(EventListenerHook.class, own);
        register(WeavingHook.class, new EntityWeaving());
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, extender);
        this.starting = Thread.ofPlatform().name("persistence").start(() -> start(revisions));
        tracker.open();
    }

    /**
     * Registered by hand: a hook that is a component of its own waits for itself at each class that
     * is loaded.
     */
    private <T> void register(Class<T> type, T service) {
        ServiceRegistration<T> registration = context.registerService(type, service, null);
        own(
                () -> {
                    try {
                        registration.unregister();
                    } catch (IllegalStateException _) {
                        // The framework took it back with this bundle already.
                    }
                });
    }

    private void own(AutoCloseable closeable) {
        synchronized (owned) {
            owned.push(closeable);
        }
    }

    private void start(RevisionFilter revisions) {
        try {
            RunningDatabase running =
                    DatabaseStarter.start(server(), installation(), settings.pool());
            own(running);
            own(new PoolFigures(running.pool(), PrometheusRegistry.defaultRegistry));
            register(ChangeFeed.class, running.feed());
            register(DerivedValues.class, running.feed());
            register(FleetLocks.class, new SessionLocks(running.server().plain()));
            register(Journal.class, new PostgresJournal(running.pool()));
            PostgresRestoreBrake brake = new PostgresRestoreBrake(running.pool());
            restored = brake;
            register(RestoreBrake.class, brake);
            register(PostgresRestoreBrake.class, brake);
            register(DatabaseDump.class, new DatabaseDump(running.server(), this::maker));
            StoredDumps dumps = new StoredDumps(running.server(), this::maker, Clock.systemUTC());
            register(SchemaDumps.class, dumps);
            running.work().add("persistence", new DumpRetention(dumps, Clock.systemUTC()));
            Retention retention =
                    new Retention(
                            running.feedStore(), settings.feedAge(), settings.shortLivedTopics());
            Contributions contributions = new Contributions(context, running, revisions, retention);
            own(contributions::close);
            running.work().start();
            database.complete(running);
        } catch (Exception e) { // whatever keeps the database from starting is told to the host
            LOG.error("The database cannot be used", e);
            database.completeExceptionally(e);
            tellHost(e);
        }
    }

    private void tellHost(Exception e) {
        try {
            Map<String, Object> fatal =
                    Map.of("lightweb.fatal", "The database cannot be used: " + e.getMessage());
            context.registerService(String.class, "database", new Hashtable<>(fatal));
        } catch (IllegalStateException stopped) {
            LOG.debug("Nobody is there to be told any more", stopped);
        }
    }

    private DumpWriter.Maker maker() {
        Installation own = installation();
        return new DumpWriter.Maker(
                context.getBundle().getVersion().toString(),
                own.profile(),
                own.masterKey(),
                Clock.systemUTC().instant().toString());
    }

    private Installation installation() {
        Path data = Path.of(String.valueOf(context.getProperty("lightweb.data")));
        return new Installation(profile(), MasterKey.at(data.resolve("master.key")).fingerprint());
    }

    private String profile() {
        String profile = String.valueOf(context.getProperty("lightweb.profile"));
        if (!profile.equals("demo") && !profile.equals("real")) {
            throw new IllegalStateException("lightweb.profile is demo or real, not " + profile);
        }
        return profile;
    }

    private Server server() throws InterruptedException {
        Optional<Server> external = settings.external();
        if (external.isPresent()) {
            external.get().await(settings.patience());
            return external.get();
        }
        Path data = Path.of(String.valueOf(context.getProperty("lightweb.data")));
        Path home = Path.of(String.valueOf(context.getProperty("lightweb.home")));
        EmbeddedPostgres embedded =
                EmbeddedPostgres.start(
                        PostgresBinaries.of(home, data), data.resolve("database"), true);
        own(embedded);
        return new Server(embedded.url(), EmbeddedPostgres.USER, embedded.password());
    }

    /** Units first, then what they stand on, PostgreSQL last; a failure does not keep the rest. */
    @Deactivate
    void stop() throws Exception {
        tracker.close();
        starting.interrupt();
        starting.join(Duration.ofMinutes(1));
        database.completeExceptionally(new IllegalStateException("The host stops"));
        executor.shutdownNow();
        Exception failure = null;
        for (AutoCloseable next = take(); next != null; next = take()) {
            try {
                next.close();
            } catch (Exception e) { // told at the end, when all is closed
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable AutoCloseable take() {
        synchronized (owned) {
            return owned.poll();
        }
    }

    @Override
    public Findings check(Collection<Long> bundleIds) {
        return extender.check(bundleIds);
    }

    /** Places are schemas: {@code schema:garden}. */
    @Override
    public Optional<String> refusal(FeatureId feature, String place, Locale locale) {
        String schema = place.startsWith(SCHEMA) ? place.substring(SCHEMA.length()) : "";
        return UnitName.isReserved(schema)
                ? Optional.of(Messages.of(Persistence.class, locale).text("refused.schema", schema))
                : Optional.empty();
    }

    /** A unit under another name than its feature's is refused before it gets a schema. */
    @Override
    public Set<String> used(Collection<Long> bundleIds) {
        return Set.of();
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Health health() {
        if (!database.isDone()) {
            return Health.down("The database is starting.");
        }
        RunningDatabase running;
        try {
            running = database.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Health.down("The database cannot be used: " + cause.getMessage());
        }
        Optional<String> trouble = running.feed().trouble();
        if (trouble.isPresent()) {
            return Health.down("The database does not answer: " + trouble.get());
        }
        // What is withheld is judged by who would switch to it.
        List<String> failures = extender.failures(revisions::isActive);
        return failures.isEmpty()
                ? restored()
                : Health.down("Bundles without their schema: " + String.join(" | ", failures));
    }

    private Health restored() {
        PostgresRestoreBrake brake = restored;
        return (brake == null ? Optional.<Restoration>empty() : brake.held())
                .map(
                        held ->
                                Health.degraded(
                                        "This host was restored from a backup of "
                                                + held.madeAt().truncatedTo(ChronoUnit.SECONDS)
                                                + ". What follows from that older state alone is"
                                                + " not done in NetBird and Zitadel until an"
                                                + " administrator releases it: lightweb"
                                                + " restoration shows it, and how."))
                .orElseGet(Health::working);
    }
}
