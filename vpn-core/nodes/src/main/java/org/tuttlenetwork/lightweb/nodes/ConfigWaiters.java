// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Component;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lets agents wait for changes of their configuration. It looks twice a second, which serves
 * changes made on any host without a connection of its own for each agent.
 */
@Component(service = ConfigWaiters.class)
public final class ConfigWaiters {
    private static final long LOOK_MILLIS = 500;

    /**
     * Asks again and again until there is something or the time is up.
     *
     * @param nodeId who waits
     * @param patience how long at most
     * @param ask what is asked
     * @return what was found; empty when the time is up
     * @param <T> what is waited for
     */
    public <T> List<T> await(String nodeId, Duration patience, Supplier<List<T>> ask) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<T> found = ask.get();
        while (found.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            java.util.concurrent.locks.LockSupport.parkNanos(this, LOOK_MILLIS * 1_000_000);
            found = ask.get();
        }
        return found;
    }
}
