// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.glassfish.jersey.server.ApplicationHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.web.PluginBoundary;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiFragment;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One state of a feature's Jersey application: it never changes, serves until it is retired, and is
 * destroyed when the last request has left it.
 */
final class Generation {
    /** The generation whose request the current thread serves. */
    static final ScopedValue<Generation> SERVING = ScopedValue.newInstance();

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final ApplicationHandler handler;
    private final List<Contribution<Resource>> contributions;
    private final ApiFragment api;
    private final CountDownLatch destroyed = new CountDownLatch(1);

    /** Requests inside, and one for the registry as long as this is not retired. */
    private final AtomicInteger holders = new AtomicInteger(1);

    Generation(
            ApplicationHandler handler,
            List<Contribution<Resource>> contributions,
            ApiFragment api) {
        this.handler = handler;
        this.contributions = List.copyOf(contributions);
        this.api = api;
    }

    ApplicationHandler handler() {
        return handler;
    }

    List<Contribution<Resource>> contributions() {
        return contributions;
    }

    ApiFragment api() {
        return api;
    }

    boolean contains(long serviceId) {
        return contributions.stream().anyMatch(c -> c.serviceId() == serviceId);
    }

    boolean isLive() {
        return destroyed.getCount() > 0;
    }

    /** Holds this generation for a request; false where it is destroyed already. */
    boolean enter() {
        for (int count = holders.get(); count > 0; count = holders.get()) {
            if (holders.compareAndSet(count, count + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Lets go of what {@link #enter} held; the last one destroys. */
    void leave() {
        if (holders.decrementAndGet() == 0) {
            destroy();
        }
    }

    /** Takes no new requests once the ones that still find it are gone. Called once. */
    void retire() {
        leave();
    }

    /**
     * Waits until it is destroyed.
     *
     * @return false where requests are still inside after that time, or where the caller's own
     *     request is
     */
    boolean awaitDestroyed(Duration atMost) throws InterruptedException {
        if (SERVING.isBound() && SERVING.get() == this) {
            return false;
        }
        return destroyed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PluginBoundary
    private void destroy() {
        try {
            handler.onShutdown(new NoContainer(handler));
        } catch (RuntimeException | Error e) {
            LOG.warn("A REST application did not shut down cleanly", e);
        } finally {
            destroyed.countDown();
        }
    }
}
