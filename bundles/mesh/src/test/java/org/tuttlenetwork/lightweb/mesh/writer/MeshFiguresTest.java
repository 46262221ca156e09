// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

class MeshFiguresTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:30Z");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Progress progress = new Progress();
    private final MeshFigures figures =
            new MeshFigures(progress, registry, Clock.fixed(NOW, ZoneOffset.UTC));

    private Map<String, Double> gauges() {
        return registry.scrape().stream()
                .filter(GaugeSnapshot.class::isInstance)
                .flatMap(
                        snapshot ->
                                ((GaugeSnapshot) snapshot)
                                        .getDataPoints().stream()
                                                .map(
                                                        point ->
                                                                Map.entry(
                                                                        name(snapshot),
                                                                        point.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String name(MetricSnapshot snapshot) {
        return snapshot.getMetadata().getName();
    }

    @Test
    void showsTheWritersFiguresOnTheWriterOnly() {
        progress.planned(3, 2);
        progress.reconciled(NOW.minusMillis(1500));
        assertThat(gauges()).containsExactlyEntriesOf(Map.of("lightweb_mesh_writer", 0.0));
        progress.writer(true);
        assertThat(gauges())
                .containsOnly(
                        Map.entry("lightweb_mesh_writer", 1.0),
                        Map.entry("lightweb_mesh_pending_changes", 3.0),
                        Map.entry("lightweb_mesh_held_changes", 2.0),
                        Map.entry("lightweb_mesh_since_reconciled_seconds", 1.5));
    }

    @Test
    void countsCallsByOutcomeAndLeavesNothingBehind() {
        figures.answered("GET", 200);
        figures.answered("PUT", 409);
        figures.answered("PUT", 429);
        figures.answered("PUT", 503);
        figures.unanswered("PUT");
        CounterSnapshot calls =
                registry.scrape().stream()
                        .filter(CounterSnapshot.class::isInstance)
                        .map(CounterSnapshot.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(calls.getDataPoints())
                .extracting(
                        point ->
                                point.getLabels().get("method")
                                        + " "
                                        + point.getLabels().get("outcome")
                                        + " "
                                        + point.getValue())
                .containsExactlyInAnyOrder(
                        "GET done 1.0",
                        "PUT refused 1.0",
                        "PUT limited 1.0",
                        "PUT failed 1.0",
                        "PUT unanswered 1.0");
        figures.close();
        assertThat(registry.scrape().stream()).isEmpty();
    }
}
