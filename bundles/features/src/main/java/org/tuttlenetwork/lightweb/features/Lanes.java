// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets work on one feature go one at a time, and on different ones at once. */
final class Lanes {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Work that may be interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    <T> T in(String feature, Work<T> work) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(feature, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
