// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.Progress;
import org.tuttlenetwork.lightweb.bench.report.Samples;
import org.tuttlenetwork.lightweb.demo.netbird.ReceivedCall;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to bring NetBird into line where one island of many has changed.
 *
 * @param islands how many there are
 * @param calls to NetBird
 * @param millis from the first call to the last answer, the comparison afterwards included
 * @param megabytes the host's resident memory afterwards
 */
record Cost(int islands, Samples calls, Samples millis, Samples megabytes) {
    private static final long QUIET_MILLIS = 2000;

    /** Takes one member out of an island at a time. */
    static Cost measure(Network network, Progress progress, int rounds)
            throws IOException, InterruptedException {
        List<Double> calls = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (int island = 0; island < rounds; island++) {
            TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
            network.netbird().forgetCalls();
            Removal removal = network.remove(island, new ByOwner(network).of(island));
            Network.await(
                    "a removal to be accepted",
                    () -> removal.accepted(network.netbird().calls()).isPresent());
            network.awaitSettled();
            TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
            List<ReceivedCall> made = network.netbird().calls();
            calls.add((double) made.size());
            Duration took = Duration.between(made.getFirst().at(), made.getLast().answered());
            millis.add(took.toNanos() / 1e6);
            progress.say(
                    "  one of %d changed: %d calls, %.0f ms"
                            .formatted(network.grid().islands(), made.size(), millis.getLast()));
        }
        return new Cost(
                network.grid().islands(),
                new Samples(calls),
                new Samples(millis),
                Samples.of(network.host().residentMegabytes()));
    }
}
