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
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.web.Collaborators;
import org.tuttlenetwork.lightweb.web.WebRuntime;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;

import java.time.Duration;

/** Picks up the resources that bundles register. */
@Component(service = {RestWhiteboard.class, HealthCheck.class})
public final class RestWhiteboard implements HealthCheck {
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
    public String name() {
        return "rest";
    }

    @Override
    public Health health() {
        return registry.health();
    }
}
