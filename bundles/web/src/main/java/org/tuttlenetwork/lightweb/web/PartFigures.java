// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.tuttlenetwork.lightweb.api.health.HostHealth;

/** What every part says of its health, so that whoever watches the host is called by figures. */
final class PartFigures implements AutoCloseable {
    private final PrometheusRegistry registry;
    private final GaugeWithCallback gauge;

    PartFigures(HostHealth health, PrometheusRegistry registry) {
        this.registry = registry;
        this.gauge =
                GaugeWithCallback.builder()
                        .name("lightweb_part_health")
                        .help("How a part of the host is: 0 works, 1 degraded, 2 down.")
                        .labelNames("part")
                        .callback(callback -> report(health, callback))
                        .register(registry);
    }

    private static void report(HostHealth health, GaugeWithCallback.Callback callback) {
        for (HostHealth.Part part : health.overview().parts()) {
            int value =
                    switch (part.health().status()) {
                        case WORKING -> 0;
                        case DEGRADED -> 1;
                        case DOWN -> 2;
                    };
            callback.call(value, part.name());
        }
    }

    @Override
    public void close() {
        registry.unregister(gauge);
    }
}
