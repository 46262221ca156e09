// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one feature from holding all threads: of each only so many tasks run at once. While one
 * runs its thread bears the feature's name and the task's, so that a hang can be attributed.
 */
final class Turns {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final int atOnce;
    private final Map<String, Semaphore> features = new ConcurrentHashMap<>();

    /**
     * @param atOnce how many tasks of one feature
     */
    Turns(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Runs a task, here.
     *
     * @return false where the feature's other tasks do not end; then it did not run
     */
    boolean take(String feature, String task, Runnable work) {
        Semaphore turns = features.computeIfAbsent(feature, _ -> new Semaphore(atOnce));
        if (!acquired(turns)) {
            return false;
        }
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName("work " + feature + "/" + task);
        try {
            work.run();
            return true;
        } finally {
            thread.setName(before);
            turns.release();
        }
    }

    private static boolean acquired(Semaphore turns) {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
