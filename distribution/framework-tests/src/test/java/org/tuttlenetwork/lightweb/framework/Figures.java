// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import java.util.List;
import java.util.stream.Stream;

/**
 * Figures of a run, for whoever reads its log; nothing is asserted of them. {@code ./lightweb soak}
 * shows lines that begin with {@code swap} or {@code leak}.
 */
final class Figures {
    private Figures() {}

    static void print(String format, Object... values) {
        System.out.println(format.formatted(values));
    }

    /** The nearest-rank percentile, in milliseconds; 0 where there is nothing. */
    static double percentile(int rank, Stream<Long> nanos) {
        List<Long> sorted = nanos.sorted().toList();
        if (sorted.isEmpty()) {
            return 0;
        }
        int index = (int) Math.ceil(rank / 100.0 * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1e6;
    }
}
