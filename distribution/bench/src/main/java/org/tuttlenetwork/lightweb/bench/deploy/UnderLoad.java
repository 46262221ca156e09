// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.load.Load;
import org.tuttlenetwork.lightweb.bench.load.Sample;
import org.tuttlenetwork.lightweb.bench.load.Swap;
import org.tuttlenetwork.lightweb.bench.load.Swaps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Updates of a resource that is asked for all the time. */
final class UnderLoad {
    /** How many updates a side does before it is another's turn. */
    static final int BLOCK = 10;

    private static final long REST_MILLIS = 500;
    private static final long WARM_UP_MILLIS = 1_000;

    private UnderLoad() {}

    /** The versions that a number of blocks need. */
    static Stream<String> versions(int blocks) {
        return IntStream.rangeClosed(0, blocks * BLOCK).mapToObj(UnderLoad::version);
    }

    private static String version(int number) {
        return "1.1." + number;
    }

    /**
     * Installs, updates under load, and removes.
     *
     * @param number of the block, from 0
     */
    static Swaps block(Side side, int number) throws IOException, InterruptedException {
        int first = number * BLOCK;
        side.install(version(first)).prepare().carryOut();
        Swaps swaps = updates(side, first);
        side.remove().prepare().carryOut();
        side.clear();
        return swaps;
    }

    private static Swaps updates(Side side, int first) throws IOException, InterruptedException {
        List<Swap> swaps = new ArrayList<>();
        try (Load load = Load.start(side.resource(), "\"revision\":\"1.1.")) {
            TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
            long begin = System.nanoTime();
            for (int i = 1; i <= BLOCK; i++) {
                Change change = side.update(version(first + i)).prepare();
                TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                long asked = System.nanoTime();
                change.carryOut();
                swaps.add(new Swap(asked, System.nanoTime()));
            }
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            List<Sample> all = load.stop();
            return new Swaps(
                    all.stream().filter(sample -> sample.begin() >= begin).toList(), swaps);
        }
    }
}
