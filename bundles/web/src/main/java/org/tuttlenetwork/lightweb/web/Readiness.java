// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.health.HostHealth;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.contribution.Contributions;
import org.tuttlenetwork.lightweb.web.rest.RestWhiteboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether the host can serve, and what of it cannot. */
@Component(service = {Readiness.class, HostHealth.class})
public final class Readiness implements HostHealth {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /** What all others stand on; an administrator need not name it as needed. */
    private static final Set<String> PLATFORM = Set.of("persistence", "pki", "web");

    private final Contributions<HealthCheck> checks;
    private final Supplier<Set<FeatureId>> features;
    private final WebSettings settings;
    private final AskedChecks asked = new AskedChecks();
    private volatile boolean started;

    @Reference(
            target = "(lightweb.diagnosis=true)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    @SuppressWarnings("rawtypes") // A service's type has no parameters.
    private volatile @Nullable Supplier diagnosis;

    @Activate
    public Readiness(
            @Reference RevisionFilter filter,
            @Reference WebRuntime runtime,
            @Reference RestWhiteboard rest) {
        this(filter, runtime.settings(), () -> rest.registry().features());
    }

    Readiness(RevisionFilter filter, WebSettings settings, Supplier<Set<FeatureId>> features) {
        this.checks = new Contributions<>(filter);
        this.settings = settings;
        this.features = features;
    }

    @Reference(
            name = "checks",
            service = HealthCheck.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(HealthCheck check, ServiceReference<HealthCheck> reference) {
        Contribution.of(check, reference)
                .ifPresentOrElse(
                        this::add, () -> LOG.error("A health check's bundle names no feature"));
    }

    void unbind(HealthCheck check, ServiceReference<HealthCheck> reference) {
        checks.remove(Contribution.serviceId(reference));
        asked.forget(Contribution.serviceId(reference));
    }

    void add(Contribution<HealthCheck> check) {
        checks.add(check);
    }

    /**
     * The whole.
     *
     * @param status the worst of the parts; DOWN only where a needed feature is, or is missing
     * @param profile {@code demo} or {@code real}
     * @param missing needed features of which nothing is there
     * @param parts by name
     * @param diagnosis what the host says of bundles and components that don't start; may be empty
     */
    public record Report(
            Health.Status status,
            String profile,
            List<String> missing,
            List<Part> parts,
            List<String> diagnosis) {}

    /** Whether parts of the first start are still missing. */
    public boolean isStarting() {
        return !started && !missing().isEmpty();
    }

    @Override
    public Overview overview() {
        Report report = report();
        return new Overview(report.status(), report.missing(), report.parts(), report.diagnosis());
    }

    public Report report() {
        List<Part> parts = new ArrayList<>();
        Health.Status worst = Health.Status.WORKING;
        for (Contribution<HealthCheck> check : checks.active()) {
            Part part = asked.part(check);
            parts.add(part);
            worst = worse(worst, weight(check.feature(), part.health().status()));
        }
        parts.sort(Comparator.comparing(Part::name));
        List<String> missing = missing();
        return new Report(
                missing.isEmpty() ? worst : Health.Status.DOWN,
                settings.host().profile(),
                missing,
                parts,
                diagnosis());
    }

    /**
     * A load balancer must not take a host away because a feature that it can do without is down.
     */
    private Health.Status weight(FeatureId feature, Health.Status status) {
        boolean counts =
                settings.neededFeatures().isEmpty()
                        || PLATFORM.contains(feature.value())
                        || settings.neededFeatures().contains(feature.value());
        return status == Health.Status.DOWN && !counts ? Health.Status.DEGRADED : status;
    }

    private static Health.Status worse(Health.Status one, Health.Status other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    @Deactivate
    void close() {
        asked.close();
    }

    private List<String> missing() {
        if (settings.neededFeatures().isEmpty()) {
            return List.of();
        }
        Set<String> there =
                features.get().stream().map(FeatureId::value).collect(Collectors.toSet());
        checks.active().forEach(check -> there.add(check.feature().value()));
        Set<String> missing = new TreeSet<>(settings.neededFeatures());
        missing.removeAll(there);
        started |= missing.isEmpty();
        return List.copyOf(missing);
    }

    @PluginBoundary
    private List<String> diagnosis() {
        Supplier<?> host = diagnosis;
        if (host == null) {
            return List.of();
        }
        try {
            return switch (host.get()) {
                case null -> List.of();
                case Iterable<?> lines -> {
                    List<String> texts = new ArrayList<>();
                    lines.forEach(line -> texts.add(String.valueOf(line)));
                    yield List.copyOf(texts);
                }
                case Object text -> String.valueOf(text).lines().toList();
            };
        } catch (RuntimeException | LinkageError e) {
            return List.of("The host's diagnosis failed: " + e);
        }
    }
}
