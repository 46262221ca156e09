// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Updates under load.
 *
 * @param samples all requests meanwhile and in between
 * @param swaps the updates; at least one
 */
public record Swaps(List<Sample> samples, List<Swap> swaps) {
    public Swaps {
        samples = List.copyOf(samples);
        swaps = List.copyOf(swaps);
    }

    /** The requests without a good answer. */
    public List<Sample> lost() {
        return samples.stream().filter(sample -> !sample.isGood()).toList();
    }

    /** What good answers took during an update, in ms. */
    public Samples during() {
        return millis(this::touched);
    }

    /** The same while nothing changed. */
    public Samples atRest() {
        return millis(sample -> !touched(sample));
    }

    private boolean touched(Sample sample) {
        return swaps.stream().anyMatch(swap -> swap.touches(sample));
    }

    private Samples millis(Predicate<Sample> which) {
        return new Samples(
                samples.stream().filter(Sample::isGood).filter(which).map(Sample::millis).toList());
    }

    /**
     * The longest time without a good answer around each update, in ms; at 200 requests a second
     * that is some 5 ms where nothing happens.
     */
    public List<Double> pauses() {
        List<Long> ends =
                samples.stream().filter(Sample::isGood).map(Sample::end).sorted().toList();
        List<Double> pauses = new ArrayList<>();
        for (Swap swap : swaps) {
            long longest = 0;
            for (int i = 1; i < ends.size(); i++) {
                if (swap.touches(ends.get(i - 1), ends.get(i))) {
                    longest = Math.max(longest, ends.get(i) - ends.get(i - 1));
                }
            }
            pauses.add(longest / 1e6);
        }
        return pauses;
    }
}
