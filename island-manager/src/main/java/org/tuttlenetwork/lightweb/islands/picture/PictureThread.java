// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.picture;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread of its own for unpacking pictures, there while there is something to do: the JVM's own
 * readers hold the carrier of a virtual thread, and two at once would be twice the memory.
 */
final class PictureThread {
    private static final int MOST_WAITING = 8;
    private static final int KEPT_SECONDS = 10;

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    0,
                    1,
                    KEPT_SECONDS,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().name("islands-pictures").daemon().factory());

    /**
     * Does something there, and waits for it.
     *
     * @throws LightWebException what it throws; UNAVAILABLE where too many wait
     */
    <T> T run(Callable<T> task) {
        Future<T> running;
        try {
            running = thread.submit(task);
        } catch (RejectedExecutionException e) {
            throw busy(e);
        }
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LightWebException refused) {
                throw refused;
            }
            throw new IllegalStateException("A picture could not be made", e.getCause());
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw busy(e);
        }
    }

    void stop() {
        thread.shutdownNow();
    }

    private static LightWebException busy(Exception cause) {
        return new LightWebException(
                ProblemType.UNAVAILABLE,
                "Too many pictures are being made. Nothing was changed. Try again in a moment.",
                cause);
    }
}
