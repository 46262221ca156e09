// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import org.tuttlenetwork.lightweb.bench.report.Plot;
import org.tuttlenetwork.lightweb.bench.report.Row;

import java.util.List;

/**
 * What a bench found.
 *
 * @param rows in the order to be read
 * @param notes how it was measured
 * @param plots of growth
 */
public record Outcome(List<Row> rows, List<String> notes, List<Plot> plots) {
    public Outcome {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        plots = List.copyOf(plots);
    }

    /** Without a plot. */
    public Outcome(List<Row> rows, List<String> notes) {
        this(rows, notes, List.of());
    }
}
