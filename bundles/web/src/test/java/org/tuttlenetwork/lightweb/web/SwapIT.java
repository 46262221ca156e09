// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.health.Health;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

class SwapIT {
    private final TestHost host = new TestHost(Map.of());

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void otherFeaturesComingAndGoingDisturbNobody() throws Exception {
        host.add("steady", new Samples.Simple("steady"));
        AtomicBoolean end = new AtomicBoolean();
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(CompletableFuture.supplyAsync(() -> callUntil(end)));
        }
        for (int round = 0; round < 10; round++) {
            long id = host.add("guest", new Samples.Things());
            assertThat(host.get("/api/v1/things/1/shape").statusCode()).isEqualTo(200);
            host.registry.remove(id);
            assertThat(host.get("/api/v1/things/1/shape").statusCode()).isEqualTo(404);
        }
        end.set(true);
        for (CompletableFuture<Integer> client : clients) {
            assertThat(client.get(10, TimeUnit.SECONDS)).isPositive();
        }
    }

    private int callUntil(AtomicBoolean end) {
        int calls = 0;
        while (!end.get() || calls == 0) {
            HttpResponse<String> response = host.get("/api/v1/simple");
            assertThat(response.statusCode()).isEqualTo(200);
            calls++;
        }
        return calls;
    }

    @Test
    void revisionsSwapWithoutADroppedRequest() throws Exception {
        host.revisions.swap(List.of(), List.of(2L));
        host.add("guest", 1, new Samples.Simple("first"));
        host.add("guest", 2, new Samples.Simple("second"));
        assertThat(host.get("/api/v1/simple").body()).isEqualTo("first");
        AtomicBoolean end = new AtomicBoolean();
        CompletableFuture<Integer> client = CompletableFuture.supplyAsync(() -> callUntil(end));
        for (int round = 0; round < 5; round++) {
            host.revisions.swap(List.of(2L), List.of(1L));
            assertThat(host.get("/api/v1/simple").body()).isEqualTo("second");
            host.revisions.swap(List.of(1L), List.of(2L));
            assertThat(host.get("/api/v1/simple").body()).isEqualTo("first");
        }
        end.set(true);
        assertThat(client.get(10, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void removalWaitsForTheRequestInside() throws Exception {
        Samples.Slow slow = new Samples.Slow();
        long id = host.add("guest", slow);
        CompletableFuture<HttpResponse<String>> request =
                CompletableFuture.supplyAsync(() -> host.get("/api/v1/slow"));
        slow.inside.await();
        CompletableFuture<Void> removal =
                CompletableFuture.runAsync(() -> host.registry.remove(id));
        await(() -> host.get("/api/v1/slow").statusCode() == 404);
        assertThat(removal).isNotDone();
        slow.mayEnd.countDown();
        removal.get(5, TimeUnit.SECONDS);
        assertThat(request.get(5, TimeUnit.SECONDS).body()).isEqualTo("done");
    }

    @Test
    void whatTakesTooLongIs503() {
        try (TestHost hurried = new TestHost(Map.of("request_timeout_seconds", "1"))) {
            Samples.Slow slow = new Samples.Slow();
            hurried.add("guest", slow);
            HttpResponse<String> response = hurried.get("/api/v1/slow");
            slow.mayEnd.countDown();
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.body()).contains("urn:lightweb:problem:unavailable");
        }
    }

    @Test
    void failingBuildKeepsWhatWasThereAndIsReported() {
        host.add("guest", 1, new Samples.Simple("good"));
        long bad = host.add("guest", 1, new Samples.Ambiguous());
        assertThat(host.get("/api/v1/simple").body()).isEqualTo("good");
        assertThat(host.registry.health().status()).isEqualTo(Health.Status.DEGRADED);
        assertThat(host.registry.health().detail()).contains("guest on API");
        host.registry.remove(bad);
        assertThat(host.get("/api/v1/simple").body()).isEqualTo("good");
        assertThat(host.registry.health()).isEqualTo(Health.working());
    }

    @Test
    void aSegmentBelongsToWhoCameFirstUntilTheyGo() {
        long first = host.add("first", new Samples.Simple("first"));
        host.add("second", new Samples.Simple("second"));
        assertThat(host.get("/api/v1/simple").body()).isEqualTo("first");
        assertThat(host.registry.health().detail())
                .contains("/simple belongs to the feature first");
        host.registry.remove(first);
        assertThat(host.get("/api/v1/simple").body()).isEqualTo("second");
        assertThat(host.registry.health()).isEqualTo(Health.working());
    }

    @Test
    void guestsDoNotGetThePlatformsSegments() {
        host.add("guest", new Samples.Pages());
        assertThat(host.get("/").statusCode()).isEqualTo(404);
        assertThat(host.registry.health().detail()).contains("kept for the platform");
    }

    @Test
    void unknownPathsAre503UntilTheNeededFeaturesAreThere() {
        try (TestHost starting = new TestHost(Map.of("needed_features", "guest"))) {
            assertThat(starting.get("/api/v1/simple").statusCode()).isEqualTo(503);
            assertThat(starting.readiness.report().status()).isEqualTo(Health.Status.DOWN);
            assertThat(starting.readiness.report().missing()).containsExactly("guest");
            starting.add("guest", new Samples.Simple("here"));
            assertThat(starting.get("/api/v1/simple").body()).isEqualTo("here");
            assertThat(starting.get("/api/v1/other").statusCode()).isEqualTo(404);
            assertThat(starting.readiness.report().status()).isEqualTo(Health.Status.WORKING);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
