// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.RevisionCheck;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/**
 * The extender: a started bundle with a manifest header {@value #HEADER} is a service type. A wrong
 * description is refused alone, and shown in the health.
 */
@Component(service = {ServiceTypes.class, HealthCheck.class, RevisionCheck.class})
public final class ServiceTypes
        implements HealthCheck, RevisionCheck, BundleTrackerCustomizer<Bundle> {
    /**
     * Names the description inside the bundle, for example {@code service.yaml}; {@code icon.svg}
     * lies beside it.
     */
    static final String HEADER = "LightWeb-Service";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceTypes.class);

    private final RevisionFilter revisions;
    private final BundleTracker<Bundle> tracker;
    private final Map<Long, Brought> types = new ConcurrentHashMap<>();
    private final Map<Long, String> refused = new ConcurrentHashMap<>();

    @Activate
    public ServiceTypes(BundleContext context, @Reference RevisionFilter revisions) {
        this.revisions = revisions;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    /** All types of active revisions, by id. */
    public List<ServiceType> all() {
        return types.entrySet().stream()
                .filter(entry -> revisions.isActive(entry.getKey()))
                .map(entry -> entry.getValue().type())
                .sorted(Comparator.comparing(ServiceType::id))
                .toList();
    }

    /** The types that the active revision of a feature brings, by id. */
    List<ServiceType> of(FeatureId feature) {
        return types.entrySet().stream()
                .filter(entry -> revisions.isActive(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(brought -> brought.by().equals(Optional.of(feature)))
                .map(Brought::type)
                .sorted(Comparator.comparing(ServiceType::id))
                .toList();
    }

    /**
     * A type and who brought it.
     *
     * @param by the bundle's feature; empty where its manifest names none
     */
    private record Brought(ServiceType type, Optional<FeatureId> by) {}

    public Optional<ServiceType> find(String id) {
        return all().stream().filter(type -> type.id().equals(id)).findFirst();
    }

    @Override
    public @Nullable Bundle addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        String path = bundle.getHeaders("").get(HEADER);
        if (path == null) {
            return null;
        }
        String where = bundle.getSymbolicName() + " " + bundle.getVersion() + " " + path;
        try {
            String yaml = new String(read(bundle, path), StandardCharsets.UTF_8);
            byte[] icon = read(bundle, "icon.svg");
            ServiceType type = ServiceYaml.read(yaml, icon, bundle.getVersion().toString(), where);
            types.put(bundle.getBundleId(), new Brought(type, FeatureId.of(bundle)));
            LOG.info("Service type {} {} is there", type.id(), type.version());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            refused.put(bundle.getBundleId(), String.valueOf(e.getMessage()));
            LOG.error("A service description is refused: {}", e.getMessage());
        }
        return bundle;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
        // A bundle that stays ACTIVE has the same content.
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
        types.remove(bundle.getBundleId());
        refused.remove(bundle.getBundleId());
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public Findings check(Collection<Long> bundleIds) {
        return new Findings(List.of(), refused(bundleIds::contains));
    }

    @Override
    public Health health() {
        List<String> wrong = refused(revisions::isActive);
        return wrong.isEmpty()
                ? Health.working()
                : Health.degraded("Refused service descriptions: " + String.join("; ", wrong));
    }

    private List<String> refused(LongPredicate counts) {
        return refused.entrySet().stream()
                .filter(entry -> counts.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static byte[] read(Bundle bundle, String path) {
        URL entry = bundle.getEntry(path);
        if (entry == null) {
            throw new IllegalArgumentException(
                    bundle.getSymbolicName() + ": there is no " + path + " in the bundle");
        }
        try (InputStream in = entry.openStream()) {
            byte[] bytes = in.readNBytes(256 * 1024 + 1);
            if (bytes.length > 256 * 1024) {
                throw new IllegalArgumentException(path + " is larger than 256 KiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
