// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

/** When an update was asked for, and when that was answered. */
public record Swap(long begin, long end) {
    boolean touches(Sample sample) {
        return touches(sample.begin(), sample.end());
    }

    boolean touches(long from, long to) {
        return from < end && to > begin;
    }
}
