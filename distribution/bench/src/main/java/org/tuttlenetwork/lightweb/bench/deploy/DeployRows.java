// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.report.Goal;
import org.tuttlenetwork.lightweb.bench.report.Row;
import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of both sides as rows. */
final class DeployRows {
    private static final double TAIL = 99;
    private static final double MOST_MILLIS = 1000;
    private static final String STORED = " with an entity and a migration";
    private static final String NOT_FOUND_OUT = "not found out yet";

    /** From a flight recording of 32 starts on two cores that others wanted, too. */
    private static final String STORED_HOLDS =
            "one after the other: Hibernate's session factory (83 ms of processor time in a"
                    + " recording), then some 30 answers of PostgreSQL that the migration waits for"
                    + " (135 ms, and up to 424 ms where other programs want the cores)";

    /** From the collector's log of such a run, and the kernel's count of refused connections. */
    private static final String SWAP_HOLDS =
            "now and then a full collection stops the host for 0.1 to 0.4 s, since metaspace or"
                + " code cache has grown by what updates bring; where more than 50 connections come"
                + " meanwhile, the others are tried again by TCP a second later";

    private static final List<Operation> COMPARED =
            List.of(Operation.INSTALL, Operation.UPDATE, Operation.ROLLBACK, Operation.REMOVE);

    /** What Karaf does in the place of each operation. */
    private static final Map<Operation, String> COMMANDS =
            new EnumMap<>(
                    Map.of(
                            Operation.INSTALL, "Karaf feature:install",
                            Operation.UPDATE, "Karaf feature:install --upgrade",
                            Operation.ROLLBACK, "Karaf feature:install --upgrade, older",
                            Operation.REMOVE, "Karaf feature:uninstall"));

    private DeployRows() {}

    /** Operations one by one, without load. */
    static List<Row> operations(Timings host, Timings karaf, Timings stored) {
        List<Row> rows = new ArrayList<>();
        for (Operation operation : COMPARED) {
            rows.addAll(compared(operation, host.live(operation), karaf.live(operation)));
        }
        for (Operation operation : COMPARED) {
            rows.addAll(alone(operation, STORED, stored.live(operation), STORED_HOLDS));
        }
        for (Operation operation : List.of(Operation.WATCHED_UPDATE, Operation.TAKE_BACK)) {
            rows.addAll(alone(operation, "", host.live(operation), NOT_FOUND_OUT));
        }
        for (Operation operation : COMPARED) {
            rows.add(answered(operation, host.answered(operation), karaf.answered(operation)));
        }
        return rows;
    }

    private static List<Row> compared(Operation operation, Samples host, Samples karaf) {
        String beside = COMMANDS.getOrDefault(operation, "");
        return List.of(
                new Row(
                        operation.words() + ", p50",
                        "ms",
                        host,
                        beside,
                        karaf,
                        new Goal.RatioAtMost(1),
                        NOT_FOUND_OUT),
                new Row(
                        operation.words() + ", p99",
                        "ms",
                        host.at(TAIL),
                        beside,
                        karaf.at(TAIL),
                        new Goal.Below(MOST_MILLIS),
                        NOT_FOUND_OUT));
    }

    private static List<Row> alone(
            Operation operation, String how, Samples samples, String heldBack) {
        String what = operation.words() + how;
        return List.of(
                new Row(what + ", p50", "ms", samples, "", null, new Goal.None(), ""),
                new Row(
                        what + ", p99",
                        "ms",
                        samples.at(TAIL),
                        "",
                        null,
                        new Goal.Below(MOST_MILLIS),
                        heldBack));
    }

    private static Row answered(Operation operation, Samples host, Samples karaf) {
        return new Row(
                operation.words() + ", until the request is answered",
                "ms",
                host,
                COMMANDS.getOrDefault(operation, ""),
                karaf,
                new Goal.None(),
                "");
    }

    /** Updates under load. */
    static List<Row> underLoad(Blocks host, Blocks features, Blocks bundles) {
        String upgrade = "Karaf feature:install --upgrade";
        String update = "Karaf bundle:update";
        return List.of(
                lost(host, upgrade, features),
                lost(host, update, bundles),
                new Row(
                        "p99 of answers during an update",
                        "ms",
                        host.tailDuring(),
                        "the same load at rest",
                        host.tailAtRest(),
                        new Goal.RatioAtMost(2),
                        SWAP_HOLDS),
                row(
                        "p99 of answers during an update",
                        host.tailDuring(),
                        upgrade,
                        features.tailDuring()),
                row(
                        "p99 of answers during an update",
                        host.tailDuring(),
                        update,
                        bundles.tailDuring()),
                row("p99 of answers at rest", host.tailAtRest(), upgrade, features.tailAtRest()),
                row(
                        "pause, longest without a good answer",
                        host.pauses(),
                        upgrade,
                        features.pauses()),
                row(
                        "pause, longest without a good answer",
                        host.pauses(),
                        update,
                        bundles.pauses()),
                row(
                        "update under load, until the request is answered",
                        host.updates(),
                        upgrade,
                        features.updates()));
    }

    private static Row lost(Blocks host, String beside, Blocks karaf) {
        return new Row(
                "requests lost",
                "",
                host.lost(),
                beside,
                karaf.lost(),
                new Goal.Below(1),
                NOT_FOUND_OUT);
    }

    private static Row row(String what, Samples host, String beside, Samples karaf) {
        return new Row(what, "ms", host, beside, karaf, new Goal.None(), "");
    }
}
