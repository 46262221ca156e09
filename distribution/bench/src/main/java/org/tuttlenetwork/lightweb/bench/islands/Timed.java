// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.util.ArrayList;
import java.util.List;

/** How long removals took, in ms: until NetBird accepted them, and until all others were told. */
final class Timed {
    private final List<Double> accepted = new ArrayList<>();
    private final List<Double> delivered = new ArrayList<>();

    void accepted(double millis) {
        accepted.add(millis);
    }

    void delivered(double millis) {
        delivered.add(millis);
    }

    Samples accepted() {
        return new Samples(accepted);
    }

    Samples delivered() {
        return new Samples(delivered);
    }
}
