// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads NetBird beside the writer's thread: at a thousand islands its five listings take a second,
 * for which no removal is to wait (netbird.md §5.1).
 */
final class Listing {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Netbird netbird;
    private final Writer.Pause pause;

    /**
     * @param netbird with calls that do not wait for the writer's own
     */
    Listing(Netbird netbird, Writer.Pause pause) {
        this.netbird = netbird;
        this.pause = pause;
    }

    /**
     * Reads everything.
     *
     * @param meanwhile done, on this thread, whenever something new is told of
     * @throws NetbirdException if NetBird does not answer
     * @throws InterruptedException if the writer is stopped; the listing ends with it
     */
    Actual read(Meanwhile meanwhile) throws NetbirdException, InterruptedException {
        FutureTask<Actual> listing = new FutureTask<>(netbird::read);
        Thread thread = Thread.ofVirtual().name("mesh-listing").start(listing);
        try {
            while (!listing.isDone()) {
                meanwhile.look();
                pause.awaitOther(listing);
            }
            return listing.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            if (!listing.isDone()) {
                listing.cancel(true);
                thread.join(LONGEST_END);
            }
        }
    }

    private static NetbirdException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case NetbirdException known -> known;
            case RuntimeException fault -> throw fault;
            case null, default ->
                    throw new IllegalStateException("NetBird could not be read", cause);
        };
    }

    /** What is done while NetBird lists. */
    @FunctionalInterface
    interface Meanwhile {
        void look() throws NetbirdException;
    }
}
