// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.persistence.feed.ConsumerRunner;
import org.tuttlenetwork.lightweb.persistence.feed.Retention;
import org.tuttlenetwork.lightweb.persistence.work.WorkScheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Picks up feed consumers, queued and recurring tasks of the active revisions. */
final class Contributions {
    private static final Logger LOG = LoggerFactory.getLogger(Contributions.class);

    private static final long RETRY_MILLIS = 2000;

    private final Set<Thread> retries = ConcurrentHashMap.newKeySet();
    private final BundleContext context;
    private final RunningDatabase running;
    private final RevisionFilter revisions;
    private final Map<ServiceReference<?>, Object> services = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, Runnable> active = new ConcurrentHashMap<>();
    private final Set<ConsumerRunner> consumers = ConcurrentHashMap.newKeySet();
    private final List<AutoCloseable> subscriptions = new ArrayList<>();
    private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();

    Contributions(
            BundleContext context,
            RunningDatabase running,
            RevisionFilter revisions,
            Retention retention) {
        this.context = context;
        this.running = running;
        this.revisions = revisions;
        running.work().add("persistence", retention);
        subscriptions.add(revisions.onChange(this::sort));
        subscriptions.add(
                running.feed()
                        .subscribe(
                                running.feed().latest(),
                                Set.of(),
                                entry -> consumers.forEach(ConsumerRunner::wake)));
        track(FeedConsumer.class);
        track(QueuedTask.class);
        track(RecurringTask.class);
    }

    private <T> void track(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, new Customizer<>());
        trackers.add(tracker);
        tracker.open();
    }

    /** Starts what is active and stops what is not. */
    private synchronized void sort() {
        services.forEach(
                (reference, service) -> {
                    Bundle bundle = reference.getBundle();
                    boolean wanted = bundle != null && revisions.isActive(bundle.getBundleId());
                    if (wanted && !active.containsKey(reference)) {
                        tryToBegin(reference, service);
                    } else if (!wanted) {
                        end(reference);
                    }
                });
    }

    private void tryToBegin(ServiceReference<?> reference, Object service) {
        try {
            active.put(reference, begin(feature(reference), reference, service));
        } catch (IllegalArgumentException | Error e) { // plugin boundary: the others go on
            LOG.error("{} of {} is not used", service.getClass(), reference.getBundle(), e);
        } catch (RuntimeException e) {
            LOG.warn("{} of {} waits", service.getClass(), reference.getBundle(), e);
            Thread retry =
                    Thread.ofPlatform().name("contributions-retry").daemon().start(this::sortLater);
            retries.add(retry);
        }
    }

    private void sortLater() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            sort();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            retries.remove(Thread.currentThread());
        }
    }

    private Runnable begin(String feature, ServiceReference<?> reference, Object service) {
        WorkScheduler work = running.work();
        return switch (service) {
            case FeedConsumer consumer -> {
                long bundle = reference.getBundle().getBundleId();
                ConsumerRunner runner =
                        new ConsumerRunner(
                                feature,
                                consumer,
                                running.feedStore(),
                                running.server().plain(),
                                () -> revisions.isActive(bundle));
                consumers.add(runner);
                yield () -> {
                    consumers.remove(runner);
                    runner.close();
                };
            }
            case QueuedTask task -> {
                work.add(feature, task);
                yield () -> work.remove(feature, task);
            }
            case RecurringTask task -> {
                work.add(feature, task);
                yield () -> work.remove(feature, task);
            }
            default -> throw new IllegalStateException("Not a contribution: " + service.getClass());
        };
    }

    private void end(ServiceReference<?> reference) {
        Runnable stop = active.remove(reference);
        if (stop != null) {
            stop.run();
        }
    }

    private static String feature(ServiceReference<?> reference) {
        return FeatureId.of(reference.getBundle()).map(FeatureId::value).orElse("none");
    }

    void close() throws Exception {
        retries.forEach(Thread::interrupt);
        trackers.forEach(ServiceTracker::close);
        for (AutoCloseable subscription : subscriptions) {
            subscription.close();
        }
    }

    private final class Customizer<T> implements ServiceTrackerCustomizer<T, T> {
        @Override
        public @Nullable T addingService(ServiceReference<T> reference) {
            T service = context.getService(reference);
            if (service == null) {
                return null;
            }
            services.put(reference, service);
            sort();
            return service;
        }

        @Override
        public void modifiedService(ServiceReference<T> reference, T service) {
            // Properties say nothing that matters here.
        }

        @Override
        public void removedService(ServiceReference<T> reference, T service) {
            synchronized (Contributions.this) {
                services.remove(reference);
                end(reference);
            }
            context.ungetService(reference);
        }
    }
}
