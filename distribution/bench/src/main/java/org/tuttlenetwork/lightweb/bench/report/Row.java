// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One thing measured, and what it was measured beside in the same run.
 *
 * @param what in words
 * @param unit of both
 * @param samples of ours
 * @param beside in words
 * @param besideSamples of the other; null where there is none
 * @param goal what is to be reached
 * @param heldBack what keeps the goal from being reached, for the case that it is not
 */
public record Row(
        String what,
        String unit,
        Samples samples,
        String beside,
        @Nullable Samples besideSamples,
        Goal goal,
        String heldBack) {
    /** Of the figures; 1 where nothing is beside, or both are 0. */
    public double ratio() {
        double beside = besideSamples == null ? samples.figure() : besideSamples.figure();
        return samples.figure() == beside ? 1 : samples.figure() / beside;
    }

    public boolean holds() {
        return goal.holds(samples.figure(), ratio());
    }
}
