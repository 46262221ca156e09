// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.islands.IslandsBench.Burst;
import org.tuttlenetwork.lightweb.bench.islands.IslandsBench.Latencies;
import org.tuttlenetwork.lightweb.bench.report.Goal;
import org.tuttlenetwork.lightweb.bench.report.Plot;
import org.tuttlenetwork.lightweb.bench.report.Row;
import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What was measured as rows, notes and a plot. */
final class IslandRows {
    private static final double TAIL = 99;
    private static final double USUAL_MILLIS = 300;
    private static final double MOST_MILLIS = 2000;
    private static final double TOLD_MILLIS = 3000;
    private static final String NOT_FOUND_OUT = "not found out yet";

    private IslandRows() {}

    /** The calls must follow what changes, not what there is. */
    static List<Row> costs(List<Cost> costs) {
        List<Row> rows = new ArrayList<>();
        Cost smallest = costs.getFirst();
        for (Cost cost : costs) {
            String what = "one of %d islands changes, ".formatted(cost.islands());
            boolean same = cost.equals(smallest);
            rows.add(
                    new Row(
                            what + "calls to NetBird",
                            "",
                            cost.calls(),
                            same ? "" : "one of %d islands".formatted(smallest.islands()),
                            same ? null : smallest.calls(),
                            same ? new Goal.None() : new Goal.RatioAtMost(1.0),
                            NOT_FOUND_OUT));
            rows.add(alone(what + "until all is compared again", "ms", cost.millis()));
            rows.add(alone(what + "resident memory", "MB", cost.megabytes()));
        }
        return rows;
    }

    static List<Row> latencies(Latencies latencies) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(timed("removed by the owner, under load", latencies.owners()));
        rows.addAll(timed("role revoked in Zitadel, under load", latencies.webhooks()));
        Burst burst = latencies.burst();
        rows.addAll(timed("removed by the owner, in a burst of 1000", burst.owners()));
        rows.addAll(timed("role revoked in Zitadel, in a burst of 1000", burst.webhooks()));
        rows.add(
                alone(
                        "until Zitadel tells of a role revoked, in a burst of 1000",
                        "ms",
                        burst.webhooks().told()));
        rows.add(
                alone(
                        "a burst of 1000 role changes is in NetBird",
                        "s",
                        Samples.of(burst.seconds())));
        rows.add(alone("resident memory afterwards", "MB", Samples.of(latencies.megabytes())));
        return rows;
    }

    private static List<Row> timed(String what, Timed timed) {
        return List.of(
                goal(what + ", accepted, p50", timed.accepted(), USUAL_MILLIS),
                goal(what + ", accepted, p99", timed.accepted().at(TAIL), MOST_MILLIS),
                alone(what + ", delivered, p50", "ms", timed.delivered()),
                goal(what + ", delivered, p99", timed.delivered().at(TAIL), TOLD_MILLIS));
    }

    private static Row goal(String what, Samples millis, double limit) {
        return new Row(what, "ms", millis, "", null, new Goal.Below(limit), NOT_FOUND_OUT);
    }

    private static Row alone(String what, String unit, Samples samples) {
        return new Row(what, unit, samples, "", null, new Goal.None(), "");
    }

    static Plot growth(List<Cost> costs) {
        return new Plot(
                "islands-growth",
                "One island changes, by how many there are",
                "islands",
                List.of(
                        line("calls to NetBird", costs, Cost::calls),
                        line("ms until all is compared again", costs, Cost::millis),
                        line("resident memory of the host, MB", costs, Cost::megabytes)));
    }

    private static Plot.Line line(String name, List<Cost> costs, Function<Cost, Samples> figure) {
        return new Plot.Line(
                name,
                costs.stream()
                        .map(cost -> new Plot.Point(cost.islands(), figure.apply(cost).figure()))
                        .toList());
    }

    static List<String> notes(int rounds, Latencies latencies) {
        return List.of(
                "A whole host (512 MB of heap) with its PostgreSQL; Zitadel and NetBird are"
                        + " stand-ins on the same cores. NetBird's takes for each call what v0.77.1"
                        + " was measured to take at that number of groups and policies, of people"
                        + " and of devices, and longer where it needs longer itself; it holds"
                        + " deliveries back as NetBird does.",
                "One island changes: islands of 10, the median of 3 removals each, from the first"
                        + " call to NetBird to the answer of the last of the comparison that"
                        + " follows. All islands are declared and in NetBird; the three that change"
                        + " are also islands of the portal, with roles in Zitadel.",
                "Removals: 1000 islands of 50, 5050 people on about ten each, with one device"
                        + " each; "
                        + rounds
                        + " of each kind, 1.5 to 4.5 s apart, while two more people a second get"
                        + " roles in Zitadel, and five of each kind before, which are not counted."
                        + " From the owner's DELETE, or from when Zitadel begins to tell of it, to"
                        + " NetBird's answer to the change of the group, and to the last of the 49"
                        + " other members' maps.",
                "The burst: 1000 people get a role in Zitadel as fast as it takes them, and "
                        + (latencies.burst().owners().accepted().values().size()
                                + latencies.burst().webhooks().accepted().values().size())
                        + " removals come meanwhile. Zitadel has one worker that tells of events,"
                        + " one after another: what it has not come to is not known to the host.",
                "Made before the measuring: people, roles and devices in the stand-ins' state, the"
                    + " islands and what is declared as rows in the database. That the host finds"
                    + " nothing to change in NetBird then is checked.");
    }
}
