// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.web.http.HttpListener;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class WatchIT {
    private final TestHost host = new TestHost();
    private HttpListener listener;

    private record Check(String name, Health health) implements HealthCheck {}

    @BeforeEach
    void open() {
        listener = MetricsServer.open(host.runtime, host.readiness);
    }

    @AfterEach
    void close() {
        listener.close();
        host.close();
    }

    private HttpResponse<String> get(String path) {
        return host.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path)));
    }

    @Test
    void readinessNamesWhatIsNotReady() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        host.readiness.add(
                host.contribution("mesh", 1, new Check("netbird", Health.degraded("slow"))));
        HttpResponse<String> degraded = get("/readyz");
        assertThat(degraded.statusCode()).isEqualTo(200);
        JsonNode report = new ObjectMapper().readTree(degraded.body());
        assertThat(report.path("status").asText()).isEqualTo("degraded");
        assertThat(report.path("profile").asText()).isEqualTo("demo");
        assertThat(report.at("/checks/netbird/detail").asText()).isEqualTo("slow");
        host.readiness.add(host.contribution("web", 1, new Check("database", Health.down("gone"))));
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsSayHowEachPartIs() {
        host.readiness.add(host.contribution("mesh", 1, new Check("netbird", Health.working())));
        host.readiness.add(host.contribution("vpn", 1, new Check("nodes", Health.degraded("x"))));
        PartFigures figures = new PartFigures(host.readiness, host.runtime.metrics());
        assertThat(get("/metrics").body())
                .contains("lightweb_part_health{part=\"netbird\"} 0.0")
                .contains("lightweb_part_health{part=\"nodes\"} 1.0");
        figures.close();
        assertThat(get("/metrics").body()).doesNotContain("lightweb_part_health");
    }

    @Test
    void metricsCountRequests() {
        host.get("/nothing");
        assertThat(get("/metrics").body())
                .contains("lightweb_web_request_seconds_count{listener=\"people\"")
                .contains("jvm_memory_used_bytes{area=\"heap\"}")
                .contains("process_cpu_seconds_total");
        assertThat(get("/else").statusCode()).isEqualTo(404);
    }

    @Test
    void opensOnceTheListenerBeforeItHasClosed() throws Exception {
        int port = listener.port();
        try (TestHost second = new TestHost(java.util.Map.of("metrics_port", "" + port))) {
            java.util.concurrent.CountDownLatch tried = new java.util.concurrent.CountDownLatch(2);
            Thread closing =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            tried.await();
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        }
                                        listener.close();
                                    });
            try (HttpListener opened =
                    NodesServer.patiently(
                            () -> {
                                tried.countDown();
                                return MetricsServer.open(second.runtime, second.readiness);
                            })) {
                assertThat(opened.port()).isEqualTo(port);
            }
            closing.join();
        }
    }

    @Test
    void aTakenPortIsSaidClearly() {
        try (TestHost second =
                new TestHost(java.util.Map.of("metrics_port", "" + listener.port()))) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> MetricsServer.open(second.runtime, second.readiness))
                    .hasMessageContaining("metrics cannot use port " + listener.port())
                    .hasMessageContaining("metrics_host, metrics_port");
        }
    }
}
