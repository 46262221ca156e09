// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import java.util.Arrays;
import java.util.List;

/**
 * What was measured, round by round.
 *
 * @param values at least one, all finite
 * @param percent which of them is the figure to be shown; 50 for the median
 */
public record Samples(List<Double> values, double percent) {
    private static final double MIDDLE = 50;

    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no sample was taken");
        }
        if (values.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException("a sample is not a number: " + values);
        }
    }

    /** Whose figure is the median. */
    public Samples(List<Double> values) {
        this(values, MIDDLE);
    }

    public static Samples of(double... values) {
        return new Samples(Arrays.stream(values).boxed().toList());
    }

    /** The same, with another percentile as the figure. */
    public Samples at(double other) {
        return new Samples(values, other);
    }

    /** What stands for all of them. */
    public double figure() {
        return percent == MIDDLE ? median() : percentile(percent);
    }

    /** The middle one; of an even number, the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * The smallest sample that at least this share of all do not exceed (nearest rank).
     *
     * @param percent above 0, at most 100
     */
    public double percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent is " + percent + "; above 0, at most 100");
        }
        List<Double> sorted = sorted();
        return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
    }

    public double min() {
        return sorted().getFirst();
    }

    public double max() {
        return sorted().getLast();
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }
}
