// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import org.tuttlenetwork.lightweb.demo.netbird.state.Size;

import java.time.Duration;
import java.util.List;

/**
 * How long the real server takes for a call: as measured on v0.77.1, SQLite, two shared cores, with
 * one group, with 1000, and with 1000 and as many policies (netbird.md §5.1, medians). Between and
 * above these sizes it is a straight line in groups and in policies; where a later column is the
 * smaller one, policies cost nothing. Listings of users and peers grow with those instead, after
 * the thresholds of NetBird's own benchmarks (§5). A call that nobody measured takes what reading
 * one group takes, and deleting a policy what writing one takes.
 */
final class MeasuredTimes {
    private static final double MEASURED = 1000;
    private static final Line PEERS =
            new Line(List.of(new Point(100, 10), new Point(1000, 50), new Point(5000, 150)));
    private static final Line USERS =
            new Line(List.of(new Point(10, 3), new Point(1000, 10), new Point(5000, 20)));
    private static final Cost ONE = new Cost(2, 5, 2);

    private MeasuredTimes() {}

    /**
     * @param path without the query
     * @param size of the account
     */
    static Duration of(String method, String path, Size size) {
        double millis =
                switch (method + " " + kind(path)) {
                    case "POST groups" -> new Cost(6, 30, 45).of(size);
                    case "PUT groups/*" -> new Cost(7, 28, 50).of(size);
                    case "DELETE groups/*" -> new Cost(7, 30, 70).of(size);
                    case "POST policies" -> new Cost(7, 45, 54).of(size);
                    case "PUT policies/*", "DELETE policies/*" -> new Cost(6, 37, 52).of(size);
                    case "PUT users/*" -> new Cost(10, 47, 57).of(size);
                    case "GET groups" -> new Cost(3, 18, 11).of(size);
                    case "GET policies" -> new Cost(3, 29, 193).of(size);
                    case "GET users" ->
                            Math.max(new Cost(3, 6, 3).of(size), USERS.at(size.users()));
                    case "GET peers" -> PEERS.at(size.peers());
                    default -> ONE.of(size);
                };
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    /** Such as {@code groups} for all and {@code groups/*} for one. */
    private static String kind(String path) {
        List<String> segments = List.of(path.replaceFirst("^/api/", "").split("/", -1));
        return segments.size() == 2 ? segments.getFirst() + "/*" : String.join("/", segments);
    }

    /**
     * One row of the table, in ms.
     *
     * @param small with one group
     * @param groups with 1000 groups
     * @param both with 1000 groups and 1000 policies
     */
    private record Cost(double small, double groups, double both) {
        double of(Size size) {
            return small
                    + (groups - small) * size.groups() / MEASURED
                    + Math.max(0, both - groups) * size.policies() / MEASURED;
        }
    }

    private record Point(double size, double millis) {}

    /**
     * Straight between its points, and above the last as between the last two.
     *
     * @param points at least two
     */
    private record Line(List<Point> points) {
        double at(double size) {
            if (size <= points.getFirst().size()) {
                return points.getFirst().millis();
            }
            int after = 1;
            while (after < points.size() - 1 && points.get(after).size() < size) {
                after++;
            }
            Point from = points.get(after - 1);
            Point to = points.get(after);
            double slope = (to.millis() - from.millis()) / (to.size() - from.size());
            return from.millis() + slope * (size - from.size());
        }
    }
}
