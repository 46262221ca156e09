// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A wait of the writer's thread that something new ends. */
final class Wake {
    private final Semaphore news = new Semaphore(0);

    /** Says that there is something new. */
    void up() {
        news.release();
    }

    void await(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
