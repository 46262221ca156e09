// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The pool as whoever watches the host sees it: a pool with waiting callers is too small. */
final class PoolFigures implements AutoCloseable {
    private final PrometheusRegistry registry;
    private final GaugeWithCallback gauge;

    PoolFigures(HikariDataSource pool, PrometheusRegistry registry) {
        this.registry = registry;
        this.gauge =
                GaugeWithCallback.builder()
                        .name("lightweb_persistence_connections")
                        .help("Connections to PostgreSQL, and callers that wait for one.")
                        .labelNames("state")
                        .callback(callback -> report(pool, callback))
                        .register(registry);
    }

    private static void report(HikariDataSource pool, GaugeWithCallback.Callback callback) {
        HikariPoolMXBean figures = pool.getHikariPoolMXBean();
        if (figures != null) {
            callback.call(figures.getActiveConnections(), "active");
            callback.call(figures.getIdleConnections(), "idle");
            callback.call(figures.getThreadsAwaitingConnection(), "awaited");
        }
    }

    @Override
    public void close() {
        registry.unregister(gauge);
    }
}
