// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.load.Sample;
import org.tuttlenetwork.lightweb.bench.load.Swaps;
import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of updates under load on one side, block by block.
 *
 * @param all at least one
 */
record Blocks(List<Swaps> all) {
    private static final double TAIL = 99;

    Blocks {
        all = List.copyOf(all);
    }

    /** Requests without a good answer, of all blocks together. */
    Samples lost() {
        return Samples.of(all.stream().mapToInt(block -> block.lost().size()).sum());
    }

    /** The p99 of good answers during updates, in ms, block by block. */
    Samples tailDuring() {
        return new Samples(all.stream().map(block -> block.during().percentile(TAIL)).toList());
    }

    /** The p99 of good answers while nothing changed, in ms, block by block. */
    Samples tailAtRest() {
        return new Samples(all.stream().map(block -> block.atRest().percentile(TAIL)).toList());
    }

    /** The longest time without a good answer, in ms, update by update. */
    Samples pauses() {
        return new Samples(all.stream().flatMap(block -> block.pauses().stream()).toList());
    }

    /** What an update took until it was answered, in ms. */
    Samples updates() {
        return new Samples(
                all.stream()
                        .flatMap(block -> block.swaps().stream())
                        .map(swap -> (swap.end() - swap.begin()) / 1e6)
                        .toList());
    }

    /** How many were lost of how many, and why. */
    String words() {
        Map<String, Long> why =
                all.stream()
                        .flatMap(block -> block.lost().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Sample::lost, TreeMap::new, Collectors.counting()));
        int requests = all.stream().mapToInt(block -> block.samples().size()).sum();
        long lost = why.values().stream().mapToLong(Long::longValue).sum();
        return lost + " of " + requests + (why.isEmpty() ? "" : " " + why);
    }
}
