// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.Progress;
import org.tuttlenetwork.lightweb.demo.netbird.ReceivedCall;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Removals one after another, each on an island of its own, with random pauses: NetBird's rhythm
 * and ours must not always meet alike.
 */
final class Removals {
    private static final int LEAST_PAUSE_MILLIS = 1500;
    private static final int PAUSE_SPREAD_MILLIS = 3000;

    private final Network network;
    private final Progress progress;
    private final Random random = new Random(1);
    private int next;

    Removals(Network network, Progress progress) {
        this.network = network;
        this.progress = progress;
    }

    /** So many, and then until all others were told. */
    Timed several(Way way, int count) throws IOException, InterruptedException {
        int[] left = {count};
        return during(List.of(way), () -> left[0]-- > 0).getFirst();
    }

    /**
     * Each way by turns while something goes on.
     *
     * @return by way
     */
    List<Timed> during(List<Way> ways, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        List<Timed> timed = new ArrayList<>();
        List<List<Removal>> removals = new ArrayList<>();
        ways.forEach(
                _ -> {
                    timed.add(new Timed());
                    removals.add(new ArrayList<>());
                });
        int turn = 0;
        network.netbird().forgetCalls();
        while (goesOn.getAsBoolean()) {
            int way = turn++ % ways.size();
            Removal told = remove(ways.get(way), next++, timed.get(way));
            removals.get(way).add(told);
            TimeUnit.MILLISECONDS.sleep(LEAST_PAUSE_MILLIS + random.nextInt(PAUSE_SPREAD_MILLIS));
        }
        for (int way = 0; way < ways.size(); way++) {
            for (Removal removal : removals.get(way)) {
                timed.get(way).delivered(removal.millis(delivered(removal)));
            }
        }
        return timed;
    }

    private Removal remove(Way way, int island, Timed timed)
            throws IOException, InterruptedException {
        Removal asked = network.remove(island, way.of(island));
        Instant accepted = accepted(asked);
        Removal told = way.told(island, asked);
        timed.told(asked.millis(told.asked()));
        timed.accepted(told.millis(accepted));
        progress.say(
                "  %s: told of after %.0f ms, accepted %.0f ms later"
                        .formatted(way.words(), asked.millis(told.asked()), told.millis(accepted)));
        return told;
    }

    private Instant accepted(Removal removal) throws IOException, InterruptedException {
        Network.await("a removal to be accepted", () -> removal.accepted(calls()).isPresent());
        return removal.accepted(calls()).orElseThrow();
    }

    private List<ReceivedCall> calls() {
        return network.netbird().calls();
    }

    private Instant delivered(Removal removal) throws IOException, InterruptedException {
        Network.await(
                "a removal to be delivered",
                () -> removal.delivered(network.netbird()).isPresent());
        Optional<Instant> last = removal.delivered(network.netbird());
        return last.orElseThrow();
    }
}
