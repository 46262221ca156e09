// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

/**
 * A request and what came of it; times are of {@link System#nanoTime}.
 *
 * @param begin when it was due, whether or not the client was late
 * @param end when the whole answer was there, or its lack known
 * @param lost why it is no good answer; empty where it is one
 */
public record Sample(long begin, long end, String lost) {
    public boolean isGood() {
        return lost.isEmpty();
    }

    double millis() {
        return (end - begin) / 1e6;
    }
}
