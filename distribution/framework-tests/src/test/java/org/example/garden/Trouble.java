// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong in this plugin on purpose, as a system property says: place and kind. */
final class Trouble {
    private static final String KEY = "lightweb.sample.trouble";

    private Trouble() {}

    /**
     * Does what is asked for a place.
     *
     * @param place such as {@code health}; the property is then {@code health-memory}
     */
    static void at(String place) {
        String asked = System.getProperty(KEY, "");
        if (asked.startsWith(place + "-")) {
            make(asked.substring(place.length() + 1));
        }
    }

    static void make(String kind) {
        switch (kind) {
            case "memory" -> throw new OutOfMemoryError("The greenhouse is full");
            case "assertion" -> throw new AssertionError("The greenhouse is not there");
            case "linkage" -> throw new NoClassDefFoundError("org/gone/Greenhouse");
            case "stack" -> deeper(0);
            case "burn" -> burn();
            case "leak" -> leak();
            case "pool" -> pool();
            default -> throw new IllegalStateException("The greenhouse: " + kind);
        }
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    /** Uses a processor, and does not hear of interruption, until it is asked for no longer. */
    private static void burn() {
        String asked = System.getProperty(KEY, "");
        while (asked.equals(System.getProperty(KEY, ""))) {
            Thread.onSpinWait();
        }
    }

    /** A real error, of the JVM's own, in a thread of the plugin's own pool. */
    private static void pool() {
        try (ExecutorService pool =
                Executors.newSingleThreadExecutor(work -> new Thread(work, "greenhouse-pool"))) {
            pool.execute(() -> System.setProperty(KEY, KEY + new long[Integer.MAX_VALUE].length));
        }
    }

    private static void leak() {
        for (int i = 0; i < 20; i++) {
            Thread.ofPlatform()
                    .daemon()
                    .name("greenhouse-" + i)
                    .start(
                            () -> {
                                while (System.getProperty(KEY, "").endsWith("-leak")) {
                                    LockSupport.parkNanos(10_000_000);
                                }
                            });
        }
    }
}
