// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.Places;
import org.tuttlenetwork.lightweb.api.feature.RevisionCheck;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.Collaborators;
import org.tuttlenetwork.lightweb.web.WebRuntime;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks up the resources that bundles register. */
@Component(service = {RestWhiteboard.class, HealthCheck.class, RevisionCheck.class, Places.class})
public final class RestWhiteboard implements HealthCheck, RevisionCheck, Places {
    private static final Pattern PLACE = Pattern.compile("(?<api>/api/v1)?/(?<segment>[^/:]*)");

    private static final Logger LOG = LoggerFactory.getLogger(RestWhiteboard.class);

    private final ResourceRegistry registry;

    @Activate
    public RestWhiteboard(
            @Reference RevisionFilter filter,
            @Reference Collaborators collaborators,
            @Reference WebRuntime runtime) {
        GenerationBuilder builder =
                new GenerationBuilder(
                        collaborators, runtime.viewers(), runtime.bearer(), runtime.problems());
        registry = new ResourceRegistry(filter, builder, Duration.ofSeconds(10));
    }

    @Deactivate
    public void close() {
        registry.close();
    }

    @Reference(
            name = "resources",
            service = Resource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(Resource resource, ServiceReference<Resource> reference) {
        Contribution.of(resource, reference)
                .ifPresentOrElse(
                        registry::add,
                        () ->
                                LOG.error(
                                        "{} is not served: its bundle names no feature"
                                                + " (LightWeb-Feature)",
                                        resource.getClass().getName()));
    }

    void unbind(Resource resource, ServiceReference<Resource> reference) {
        registry.remove(Contribution.serviceId(reference));
    }

    /** The registry behind it. */
    public ResourceRegistry registry() {
        return registry;
    }

    @Override
    public Findings check(Collection<Long> bundleIds) {
        return new Findings(List.of(), registry.prepare(bundleIds));
    }

    /** Places are first segments: {@code /api/v1/garden} and {@code /garden}. */
    @Override
    public Optional<String> refusal(FeatureId feature, String place, Locale locale) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Surface surface = matcher.group("api") == null ? Surface.PAGES : Surface.API;
        return registry.refusal(feature, surface, matcher.group("segment"))
                .map(refusal -> refusal.words(locale));
    }

    @Override
    public Set<String> used(Collection<Long> bundleIds) {
        return registry.used(bundleIds);
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Health health() {
        return registry.health();
    }
}
