// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each operation took on one side, life by life. */
final class Timings {
    private final Map<Operation, List<Timing>> all = new EnumMap<>(Operation.class);

    /** One life on a side. */
    static Timings ofLife(Side side) throws IOException, InterruptedException {
        Timings timings = new Timings();
        for (Step step : side.life()) {
            timings.add(step.operation(), Timing.of(step, side.resource()));
        }
        side.clear();
        return timings;
    }

    void add(Operation operation, Timing timing) {
        all.computeIfAbsent(operation, _ -> new ArrayList<>()).add(timing);
    }

    void add(Timings other) {
        other.all.forEach((operation, list) -> list.forEach(timing -> add(operation, timing)));
    }

    /** The medians until a client saw it, by operation. */
    double[] live() {
        return all.keySet().stream().mapToDouble(operation -> live(operation).median()).toArray();
    }

    /** In ms, until a client saw it. */
    Samples live(Operation operation) {
        return samples(operation, Timing::live);
    }

    /** In ms, until whoever asked was told. */
    Samples answered(Operation operation) {
        return samples(operation, Timing::answered);
    }

    private Samples samples(Operation operation, ToDoubleFunction<Timing> which) {
        return new Samples(
                all.getOrDefault(operation, List.of()).stream()
                        .map(timing -> which.applyAsDouble(timing))
                        .toList());
    }
}
