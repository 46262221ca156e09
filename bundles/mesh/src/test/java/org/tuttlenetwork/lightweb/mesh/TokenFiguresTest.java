// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class TokenFiguresTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:30Z");

    private final PrometheusRegistry registry = new PrometheusRegistry();

    private static TokenView view(TokenRole role, Optional<Instant> ends) {
        return new TokenView(
                role,
                false,
                ends.map(end -> new TokenLife(Instant.EPOCH, end)),
                Optional.empty(),
                List.of());
    }

    private List<GaugeDataPointSnapshot> points() {
        return registry.scrape().stream()
                .filter(snapshot -> snapshot instanceof GaugeSnapshot)
                .flatMap(snapshot -> ((GaugeSnapshot) snapshot).getDataPoints().stream())
                .toList();
    }

    @Test
    void tellsTheSecondsLeftWhereTheyAreKnownAndLeavesNothingBehind() {
        List<TokenView> views =
                List.of(
                        view(TokenRole.NETWORK, Optional.of(NOW.plusSeconds(90))),
                        view(TokenRole.ADMIN, Optional.empty()));
        TokenFigures figures =
                new TokenFigures(() -> views, registry, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(points())
                .singleElement()
                .satisfies(
                        point -> {
                            assertThat(point.getValue()).isEqualTo(90);
                            assertThat(point.getLabels().get("token")).isEqualTo("network");
                        });
        figures.close();
        assertThat(points()).isEmpty();
    }
}
