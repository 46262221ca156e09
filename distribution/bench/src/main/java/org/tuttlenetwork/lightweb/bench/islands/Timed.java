// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.util.ArrayList;
import java.util.List;

/** How long removals took, in ms: until NetBird accepted them, and until all others were told. */
final class Timed {
    private final List<Double> told = new ArrayList<>();
    private final List<Double> accepted = new ArrayList<>();
    private final List<Double> delivered = new ArrayList<>();

    /** Before the host was told of it. */
    void told(double millis) {
        told.add(millis);
    }

    void accepted(double millis) {
        accepted.add(millis);
    }

    void delivered(double millis) {
        delivered.add(millis);
    }

    Samples told() {
        return new Samples(told);
    }

    Samples accepted() {
        return new Samples(accepted);
    }

    Samples delivered() {
        return new Samples(delivered);
    }
}
