// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.RevisionCheck;
import org.tuttlenetwork.lightweb.persistence.unit.Migrations;
import org.tuttlenetwork.lightweb.persistence.unit.UnitDatabase;
import org.tuttlenetwork.lightweb.persistence.unit.UnitFactory;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * The extender: for each started bundle with the capability {@value #NAMESPACE} it runs the
 * migrations, builds the SessionFactory, and registers a {@link Database} in the bundle's own name.
 * All of that is taken back when the bundle stops, except the data.
 */
final class UnitExtender implements BundleTrackerCustomizer<UnitExtender.Unit> {
    /** The capability of a bundle with a schema: attributes {@code unit} and {@code entities}. */
    static final String NAMESPACE = "lightweb.unit";

    private static final Logger LOG = LoggerFactory.getLogger(UnitExtender.class);

    private static final long RETRY_MILLIS = 2000;
    private static final long CANCEL_MILLIS = 100;

    /** How long a bundle's stop waits for the end of its migrations. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CompletableFuture<RunningDatabase> database;
    private final Executor executor;
    private final Map<Long, String> failures = new ConcurrentHashMap<>();
    private final Set<Long> building = ConcurrentHashMap.newKeySet();

    /**
     * @param database completes when PostgreSQL takes connections and the platform's schema is
     *     there
     * @param executor on which units are built, so that starting a bundle waits for none
     */
    UnitExtender(CompletableFuture<RunningDatabase> database, Executor executor) {
        this.database = database;
        this.executor = executor;
    }

    /**
     * For each bundle whose unit could not be made: which, and why.
     *
     * @param counts of which bundles, by id
     */
    List<String> failures(LongPredicate counts) {
        return failures.entrySet().stream()
                .filter(failure -> counts.test(failure.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether the units of some bundles are there, on their way, or impossible. */
    RevisionCheck.Findings check(Collection<Long> bundleIds) {
        List<String> wrong = failures(bundleIds::contains);
        boolean pending = bundleIds.stream().anyMatch(building::contains);
        return new RevisionCheck.Findings(
                pending && wrong.isEmpty() ? List.of("Its schema is being prepared.") : List.of(),
                wrong);
    }

    @Override
    public @Nullable Unit addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<BundleCapability> capabilities =
                wiring == null ? List.of() : wiring.getCapabilities(NAMESPACE);
        if (capabilities.isEmpty()) {
            return null;
        }
        Map<String, Object> attributes = capabilities.getFirst().getAttributes();
        Unit unit = new Unit();
        building.add(bundle.getBundleId());
        executor.execute(() -> build(bundle, attributes, unit));
        return unit;
    }

    private void build(Bundle bundle, Map<String, Object> attributes, Unit unit) {
        try {
            UnitName name = name(bundle, attributes);
            ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
            List<Class<?>> entities = entities(bundle, attributes);
            // Neither needs the other, and each takes its time.
            CompletableFuture<UnitFactory> made =
                    CompletableFuture.supplyAsync(
                            () -> {
                                UnitFactory built = UnitFactory.build(name, entities, loader);
                                unit.own(built);
                                return built;
                            },
                            executor);
            RunningDatabase running = database.join();
            migrate(bundle, name, running, unit);
            UnitFactory factory = made.join();
            UnitDatabase service =
                    new UnitDatabase(
                            running.pool(),
                            name,
                            factory,
                            running.work()::wake,
                            running.feed().stamps()::changed);
            unit.register(
                    () -> bundle.getBundleContext().registerService(Database.class, service, null));
            failures.remove(bundle.getBundleId());
        } catch (Exception
                | LinkageError
                        e) { // plugin boundary: whatever a bundle brings must not stop the others
            boolean stopped = unit.isClosed();
            unit.close();
            if (!stopped) {
                fail(bundle, reason(e));
                LOG.error("The persistence unit of {} cannot be made", label(bundle), e);
            }
        } finally {
            building.remove(bundle.getBundleId());
        }
    }

    /** A database that does not answer is no fault of the bundle's: it is asked until it does. */
    private void migrate(Bundle bundle, UnitName name, RunningDatabase running, Unit unit)
            throws SQLException, InterruptedException {
        Migrations migrations = new Migrations(scripts(bundle));
        while (unit.begins(migrations, running.pool())) {
            try {
                migrations.run(running.server(), running.pool(), name);
                return;
            } catch (SQLException | FlywayException e) {
                if (!isLostConnection(e)) {
                    throw e;
                }
                fail(bundle, "The database does not answer");
                if (!unit.isClosed()) {
                    LOG.warn("The migrations of {} wait for the database", label(bundle), e);
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                }
            } finally {
                unit.ended();
            }
        }
        throw new IllegalStateException("The bundle was stopped while its unit was built");
    }

    private static boolean isLostConnection(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                String state = String.valueOf(found.getSQLState());
                return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
            }
        }
        return false;
    }

    /** A schema belongs to one feature: no bundle names another's (DECISIONS 2.6). */
    private static UnitName name(Bundle bundle, Map<String, Object> attributes) {
        if (!(attributes.get("unit") instanceof String unit)) {
            throw new IllegalArgumentException(
                    "The capability " + NAMESPACE + " names no unit: unit=<feature id>");
        }
        String feature = FeatureId.of(bundle).map(FeatureId::value).orElse("");
        if (!unit.equals(feature)) {
            throw new IllegalArgumentException(
                    "The unit is %s, but the bundle's feature (%s) is %s; both must be the same"
                            .formatted(unit, FeatureId.HEADER, feature));
        }
        return UnitName.ofBundle(unit);
    }

    private void fail(Bundle bundle, String why) {
        failures.put(bundle.getBundleId(), label(bundle) + ": " + why);
    }

    private static String label(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** Flyway's own words name the migration, its line and the statement; others' their root. */
    private static String reason(Throwable e) {
        Throwable telling = e;
        while (telling.getCause() != null && !(telling instanceof FlywayException)) {
            telling = telling.getCause();
        }
        return String.valueOf(telling.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("---"))
                .limit(8)
                .collect(Collectors.joining("; "));
    }

    private static List<Class<?>> entities(Bundle bundle, Map<String, Object> attributes)
            throws ClassNotFoundException {
        List<Class<?>> entities = new ArrayList<>();
        if (attributes.get("entities") instanceof List<?> names) {
            for (Object name : names) {
                if (!name.toString().isBlank()) {
                    entities.add(bundle.loadClass(name.toString()));
                }
            }
        }
        return entities;
    }

    private static List<URL> scripts(Bundle bundle) {
        var found = bundle.findEntries("db/migration", "*.sql", false);
        return found == null ? List.of() : Collections.list(found);
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Unit unit) {
        // A bundle that stays ACTIVE keeps its unit.
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Unit unit) {
        unit.stop(label(bundle));
        failures.remove(bundle.getBundleId());
        building.remove(bundle.getBundleId());
    }

    /**
     * What one bundle's unit holds, released in reverse order, also while it is still being built.
     */
    static final class Unit {
        private @Nullable UnitFactory factory;
        private @Nullable ServiceRegistration<Database> registration;
        private boolean closed;
        private @Nullable Migration migration;

        /** What migrates at this moment. */
        private record Migration(Migrations migrations, DataSource pool, CountDownLatch end) {}

        /**
         * Migrations begin.
         *
         * @return false where the bundle was stopped, and nothing may begin any more
         */
        synchronized boolean begins(Migrations migrations, DataSource pool) {
            if (!closed) {
                migration = new Migration(migrations, pool, new CountDownLatch(1));
            }
            return !closed;
        }

        synchronized void ended() {
            if (migration != null) {
                migration.end().countDown();
                migration = null;
            }
        }

        /**
         * Releases it. When this returns nothing changes the schema any more: whoever asks then
         * what was migrated gets the truth.
         */
        void stop(String label) {
            close();
            Migration running;
            synchronized (this) {
                running = migration;
            }
            if (running == null) {
                return;
            }
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            try {
                do {
                    // Again and again: its connection may not be there yet.
                    running.migrations().cancel(running.pool());
                    if (running.end().await(CANCEL_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } while (System.nanoTime() < deadline);
                LOG.error("The migrations of {} go on though it is stopped", label);
            } catch (SQLException e) {
                LOG.error("The migrations of {} could not be ended", label, e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized void own(UnitFactory built) {
            if (closed) {
                built.close();
                throw new IllegalStateException("The bundle was stopped while its unit was built");
            }
            factory = built;
        }

        void register(Supplier<ServiceRegistration<Database>> registering) {
            synchronized (this) {
                if (closed) {
                    return;
                }
            }
            // Outside the lock: registering activates components of the bundle.
            ServiceRegistration<Database> registered = registering.get();
            synchronized (this) {
                if (!closed) {
                    registration = registered;
                    return;
                }
            }
            unregister(registered);
        }

        synchronized boolean isClosed() {
            return closed;
        }

        private static void unregister(ServiceRegistration<Database> registered) {
            try {
                registered.unregister();
            } catch (IllegalStateException _) {
                // The framework took it back with the bundle already.
            }
        }

        void close() {
            ServiceRegistration<Database> registered;
            UnitFactory built;
            synchronized (this) {
                closed = true;
                registered = registration;
                built = factory;
                registration = null;
                factory = null;
            }
            if (registered != null) {
                unregister(registered);
            }
            if (built != null) {
                built.close();
            }
        }
    }
}
