// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

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
import org.tuttlenetwork.lightweb.persistence.unit.Migrations;
import org.tuttlenetwork.lightweb.persistence.unit.UnitDatabase;
import org.tuttlenetwork.lightweb.persistence.unit.UnitFactory;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The extender: for each started bundle with the capability {@value #NAMESPACE} it runs the
 * migrations, builds the SessionFactory, and registers a {@link Database} in the bundle's own name.
 * All of that is taken back when the bundle stops, except the data.
 */
final class UnitExtender implements BundleTrackerCustomizer<UnitExtender.Unit> {
    /** The capability of a bundle with a schema: attributes {@code unit} and {@code entities}. */
    static final String NAMESPACE = "lightweb.unit";

    private static final Logger LOG = LoggerFactory.getLogger(UnitExtender.class);

    private final CompletableFuture<RunningDatabase> database;
    private final Executor executor;
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /**
     * @param database completes when PostgreSQL takes connections and the platform's schema is
     *     there
     * @param executor on which units are built, so that starting a bundle waits for none
     */
    UnitExtender(CompletableFuture<RunningDatabase> database, Executor executor) {
        this.database = database;
        this.executor = executor;
    }

    /** Bundles whose unit could not be made, and why. */
    Map<String, String> failures() {
        return Map.copyOf(failures);
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
        executor.execute(() -> build(bundle, attributes, unit));
        return unit;
    }

    private void build(Bundle bundle, Map<String, Object> attributes, Unit unit) {
        try {
            UnitName name = new UnitName(String.valueOf(attributes.get("unit")));
            ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
            UnitFactory factory = UnitFactory.build(name, entities(bundle, attributes), loader);
            unit.own(factory);
            RunningDatabase running = database.join();
            new Migrations(scripts(bundle)).run(running.server(), name);
            UnitDatabase service =
                    new UnitDatabase(running.pool(), name, factory, running.work()::wake);
            unit.register(
                    () -> bundle.getBundleContext().registerService(Database.class, service, null));
        } catch (Exception
                | LinkageError
                        e) { // plugin boundary: whatever a bundle brings must not stop the others
            String why = reason(e);
            failures.put(bundle.getSymbolicName(), why);
            unit.close();
            LOG.error(
                    "The persistence unit of {} cannot be made: {}",
                    bundle.getSymbolicName(),
                    why,
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .limit(3)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
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
        failures.remove(bundle.getSymbolicName());
        unit.close();
    }

    /**
     * What one bundle's unit holds, released in reverse order, also while it is still being built.
     */
    static final class Unit {
        private @Nullable UnitFactory factory;
        private @Nullable ServiceRegistration<Database> registration;
        private boolean closed;

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
                registration = registered;
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
                try {
                    registered.unregister();
                } catch (IllegalStateException _) {
                    // The framework took it back with the bundle already.
                }
            }
            if (built != null) {
                built.close();
            }
        }
    }
}
