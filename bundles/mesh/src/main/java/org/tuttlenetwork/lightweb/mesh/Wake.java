// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A wait of the writer's thread that something new ends, and whether there is something new. */
final class Wake implements Writer.Pause {
    private final Semaphore news = new Semaphore(0);
    private volatile boolean unread;

    /** Says that there is something new. */
    void up() {
        // Before the permit: who is woken must see it.
        unread = true;
        news.release();
    }

    @Override
    public boolean isNews() {
        return unread;
    }

    @Override
    public void reads() {
        unread = false;
    }

    @Override
    public void await(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
