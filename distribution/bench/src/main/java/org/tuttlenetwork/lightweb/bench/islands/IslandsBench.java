// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.Outcome;
import org.tuttlenetwork.lightweb.bench.Progress;
import org.tuttlenetwork.lightweb.bench.Setting;
import org.tuttlenetwork.lightweb.bench.report.Row;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole host beside a NetBird that is as slow as the real one: what one changed island costs
 * among 10, 1000 and 10 000, and how fast somebody is removed from one of 1000 islands of 50.
 */
public final class IslandsBench {
    private static final List<Integer> SIZES = List.of(10, 1000, 10_000);
    private static final int FEW_MEMBERS = 10;
    private static final int COST_ROUNDS = 3;
    private static final int ISLANDS = 1000;
    private static final int MEMBERS = 50;
    private static final int BURST = 1000;
    private static final int WARM_UP = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Setting setting;
    private final Progress progress;

    public IslandsBench(Setting setting, Progress progress) {
        this.setting = setting;
        this.progress = progress;
    }

    public Outcome run() throws IOException, InterruptedException {
        List<Cost> costs = new ArrayList<>();
        for (int size : SIZES) {
            costs.add(cost(size));
        }
        Latencies latencies = latencies();
        List<Row> rows = new ArrayList<>(IslandRows.costs(costs));
        rows.addAll(IslandRows.latencies(latencies));
        return new Outcome(
                rows,
                IslandRows.notes(setting.rounds(), latencies),
                List.of(IslandRows.growth(costs)));
    }

    private Cost cost(int islands) throws IOException, InterruptedException {
        progress.say(islands + " islands of " + FEW_MEMBERS + ", one changes");
        Population population = new Population(Grid.of(islands, FEW_MEMBERS), COST_ROUNDS, 0);
        try (Network network = Network.start(setting, progress, population)) {
            return Cost.measure(network, progress, COST_ROUNDS);
        }
    }

    private Latencies latencies() throws IOException, InterruptedException {
        progress.say(ISLANDS + " islands of " + MEMBERS + ", members are removed");
        Population population =
                new Population(Grid.of(ISLANDS, MEMBERS), ISLANDS, 2 * Grants.GUESTS);
        try (Network network = Network.start(setting, progress, population)) {
            Removals removals = new Removals(network, progress);
            int count = setting.rounds();
            Way owner = new ByOwner(network);
            Way zitadel = new InZitadel(network);
            Timed owners;
            Timed webhooks;
            try (Grants _ = new Grants(network, 0).steady()) {
                progress.say("  some first, which are not counted");
                removals.several(owner, WARM_UP);
                removals.several(zitadel, WARM_UP);
                progress.say("  and those that are");
                owners = removals.several(owner, count);
                webhooks = removals.several(zitadel, count);
            }
            Burst burst = burst(network, removals);
            return new Latencies(owners, webhooks, burst, network.host().residentMegabytes());
        }
    }

    private Burst burst(Network network, Removals removals)
            throws IOException, InterruptedException {
        Grants grants = new Grants(network, Grants.GUESTS);
        progress.say("  a burst of " + BURST + " role changes");
        long begun = System.nanoTime();
        grants.burst(BURST);
        List<Timed> timed =
                removals.during(
                        List.of(new ByOwner(network), new InZitadel(network)),
                        () ->
                                !grants.haveArrived()
                                        && System.nanoTime() - begun < PATIENCE.toNanos());
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!grants.haveArrived()) {
            throw new IOException("the burst had not drained after " + Math.round(seconds) + " s");
        }
        progress.say("  drained after %.0f s".formatted(seconds));
        return new Burst(timed.get(0), timed.get(1), seconds);
    }

    /**
     * What a burst of role changes did.
     *
     * @param owners removals by owners meanwhile
     * @param webhooks removals in Zitadel meanwhile
     * @param seconds until NetBird had all
     */
    record Burst(Timed owners, Timed webhooks, double seconds) {}

    /** All that was measured with many islands of many. */
    record Latencies(Timed owners, Timed webhooks, Burst burst, double megabytes) {}
}
