// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.tuttlenetwork.lightweb.mesh.token.TokenView;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** How long NetBird's tokens last, on every host; absent while that is not known. */
final class TokenFigures implements AutoCloseable {
    private final PrometheusRegistry registry;
    private final GaugeWithCallback ends;

    TokenFigures(Supplier<List<TokenView>> tokens, PrometheusRegistry registry, Clock clock) {
        this.registry = registry;
        this.ends =
                GaugeWithCallback.builder()
                        .name("lightweb_mesh_token_ends_seconds")
                        .help("Seconds until the token that NetBird is called with ends.")
                        .labelNames("token")
                        .callback(callback -> report(callback, tokens.get(), clock))
                        .build();
        registry.register(ends);
    }

    private static void report(
            GaugeWithCallback.Callback callback, List<TokenView> tokens, Clock clock) {
        for (TokenView token : tokens) {
            token.life()
                    .map(life -> Duration.between(clock.instant(), life.ends()).toSeconds())
                    .ifPresent(left -> callback.call(left, token.role().label()));
        }
    }

    @Override
    public void close() {
        registry.unregister(ends);
    }
}
