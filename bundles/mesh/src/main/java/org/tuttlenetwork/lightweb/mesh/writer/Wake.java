// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A wait of the writer's thread that something new ends, and whether there is something new. */
public final class Wake implements Writer.Pause {
    private static final long LOOK_MILLIS = 20;

    private final Semaphore news = new Semaphore(0);
    private final AtomicLong told = new AtomicLong();
    private volatile long read;

    /** Says that there is something new. */
    public void up() {
        // Before the permit: who is woken must see it.
        told.incrementAndGet();
        news.release();
    }

    @Override
    public long told() {
        return told.get();
    }

    /** Whether something was told of that was not read. */
    boolean isNews() {
        return told.get() != read;
    }

    @Override
    public void reads() {
        read = told.get();
    }

    @Override
    public void await(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    @Override
    public void awaitOther(Future<?> other) throws InterruptedException {
        if (!other.isDone()) {
            await(LOOK_MILLIS);
        }
    }
}
