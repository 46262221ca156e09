// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.load.Probe;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What an operation took, from the request.
 *
 * @param live until a client saw it
 * @param answered until whoever asked was told; the host has ended the old revision by then
 */
record Timing(double live, double answered) {
    /** Carries a step out and looks at what a client sees meanwhile. */
    static Timing of(Step step, URI resource) throws IOException, InterruptedException {
        Change change = step.preparation().prepare();
        FutureTask<Long> seen = new FutureTask<>(() -> new Probe(resource).first(step::isSeen));
        Thread probe = Thread.ofVirtual().name("probe").start(seen);
        try {
            long begin = System.nanoTime();
            change.carryOut();
            long answered = System.nanoTime();
            return new Timing((seen.get() - begin) / 1e6, (answered - begin) / 1e6);
        } catch (ExecutionException e) {
            throw new IOException(step.operation().words() + ": " + e.getCause(), e);
        } finally {
            probe.interrupt();
        }
    }
}
