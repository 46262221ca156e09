// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The mesh as whoever watches the host sees it. Figures of a writer are absent on other hosts. */
public final class MeshFigures implements CallObserver, AutoCloseable {
    private static final double MILLIS = 1000;

    private final PrometheusRegistry registry;
    private final List<Collector> registered = new ArrayList<>();
    private final Progress progress;
    private final Counter calls;

    public MeshFigures(Progress progress, PrometheusRegistry registry, Clock clock) {
        this.progress = progress;
        this.registry = registry;
        this.calls =
                Counter.builder()
                        .name("lightweb_mesh_netbird_calls")
                        .help("Calls to NetBird, by how they ended.")
                        .labelNames("method", "outcome")
                        .build();
        register(calls);
        gauge(
                "lightweb_mesh_writer",
                "1 where this host is the fleet's only writer to NetBird.",
                callback -> callback.call(progress.isWriter() ? 1 : 0));
        gauge(
                "lightweb_mesh_pending_changes",
                "Changes to NetBird that are still to be made.",
                callback -> ifWriter(() -> callback.call(progress.pending())));
        gauge(
                "lightweb_mesh_held_changes",
                "Changes to NetBird that wait for an administrator.",
                callback -> ifWriter(() -> callback.call(progress.held())));
        gauge(
                "lightweb_mesh_since_reconciled_seconds",
                "Seconds since NetBird was last seen to be as declared.",
                callback ->
                        ifWriter(
                                () ->
                                        progress.reconciled()
                                                .map(at -> Duration.between(at, clock.instant()))
                                                .ifPresent(
                                                        age ->
                                                                callback.call(
                                                                        age.toMillis() / MILLIS))));
    }

    private void gauge(String name, String help, Consumer<GaugeWithCallback.Callback> report) {
        register(GaugeWithCallback.builder().name(name).help(help).callback(report).build());
    }

    private void register(Collector collector) {
        registry.register(collector);
        registered.add(collector);
    }

    private void ifWriter(Runnable report) {
        if (progress.isWriter()) {
            report.run();
        }
    }

    @Override
    public void answered(String method, int status) {
        calls.labelValues(method, outcome(status)).inc();
    }

    @Override
    public void unanswered(String method) {
        calls.labelValues(method, "unanswered").inc();
    }

    private static String outcome(int status) {
        if (status < 300) {
            return "done";
        }
        if (status == 429) {
            return "limited";
        }
        return status < 500 ? "refused" : "failed";
    }

    @Override
    public void close() {
        registered.forEach(registry::unregister);
    }
}
