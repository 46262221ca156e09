// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.health.HostHealth.Part;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks health checks, none of which can hold up the others: on threads that are named after the
 * feature, no longer than a second, and not again while the last question is not answered. Platform
 * threads, because a check that never ends would keep the carrier of a virtual one.
 */
final class AskedChecks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("health-", 0).factory());
    private final Map<Long, Future<Part>> unanswered = new ConcurrentHashMap<>();

    /** What a check says, or that it does not. */
    @PluginBoundary
    Part part(Contribution<HealthCheck> check) {
        Future<Part> asked =
                unanswered.computeIfAbsent(
                        check.serviceId(), _ -> threads.submit(() -> ask(check)));
        try {
            Part part = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            forget(check.serviceId());
            return part;
        } catch (ExecutionException e) {
            forget(check.serviceId());
            return down(check, "Its check failed: " + e.getCause());
        } catch (TimeoutException e) {
            return down(check, "Its check does not answer; it is asked again when it has.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down(check, "The host stops.");
        }
    }

    private static Part ask(Contribution<HealthCheck> check) {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName("health " + check.feature());
        try {
            return new Part(check.service().name(), check.service().health());
        } finally {
            thread.setName(before);
        }
    }

    private static Part down(Contribution<HealthCheck> check, String why) {
        return new Part(check.feature().value(), Health.down(why));
    }

    /** A check that is gone is not waited for. */
    void forget(long serviceId) {
        unanswered.remove(serviceId);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
