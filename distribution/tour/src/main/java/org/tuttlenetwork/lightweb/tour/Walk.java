// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Prints what is done, what is seen, and how long it took. */
final class Walk {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 25;

    private final PrintStream out;

    Walk(PrintStream out) {
        this.out = out;
    }

    void way(int number, String title) {
        out.printf("%n%d  %s%n", number, title);
    }

    /**
     * Does something and says what came of it.
     *
     * @param what in words
     * @param work gives what is to be shown
     */
    <T> T step(String what, Callable<T> work) throws TourFailed {
        long start = System.nanoTime();
        T seen;
        try {
            seen = work.call();
        } catch (TourFailed e) {
            throw e;
        } catch (Exception e) { // whatever goes wrong in a step ends the tour with that step's name
            throw new TourFailed(what + ": " + e.getMessage(), e);
        }
        show(what, String.valueOf(seen), start);
        return seen;
    }

    /** Waits until something is seen. */
    void until(String what, Callable<Boolean> look) throws TourFailed {
        long start = System.nanoTime();
        while (!seen(what, look)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new TourFailed(what + ": not seen within " + PATIENCE.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TourFailed(what + ": interrupted", e);
            }
        }
        show(what, "yes", start);
    }

    private static boolean seen(String what, Callable<Boolean> look) throws TourFailed {
        try {
            return look.call();
        } catch (Exception e) { // see step
            throw new TourFailed(what + ": " + e.getMessage(), e);
        }
    }

    static void require(boolean holds, String sentence) throws TourFailed {
        if (!holds) {
            throw new TourFailed(sentence);
        }
    }

    private void show(String what, String seen, long start) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        String shown = seen.length() > 70 ? seen.substring(0, 69) + "…" : seen;
        out.printf("   %-58s %6d ms  %s%n", what, millis, shown.equals("null") ? "" : shown);
    }
}
