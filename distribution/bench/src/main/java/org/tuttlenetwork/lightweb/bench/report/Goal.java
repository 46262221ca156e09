// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import java.util.Locale;

/** What a row is to reach. */
public sealed interface Goal {
    /** The ratio to what is measured beside it is at most this. */
    record RatioAtMost(double limit) implements Goal {}

    /** The ratio to what is measured beside it is at least this. */
    record RatioAtLeast(double limit) implements Goal {}

    /** The value itself is below this. */
    record Below(double limit) implements Goal {}

    /** Nothing is asked; the row is there to be compared. */
    record None() implements Goal {}

    default boolean holds(double value, double ratio) {
        return switch (this) {
            case RatioAtMost most -> ratio <= most.limit();
            case RatioAtLeast least -> ratio >= least.limit();
            case Below below -> value < below.limit();
            case None() -> true;
        };
    }

    /** In signs, such as {@code ≤ 0.6 ×}; empty where nothing is asked. */
    default String text() {
        return switch (this) {
            case RatioAtMost most -> String.format(Locale.ROOT, "≤ %s ×", most.limit());
            case RatioAtLeast least -> String.format(Locale.ROOT, "≥ %s ×", least.limit());
            case Below below -> String.format(Locale.ROOT, "< %.0f", below.limit());
            case None() -> "";
        };
    }
}
