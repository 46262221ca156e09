// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import java.util.List;

/**
 * Growth to be shown on two logarithmic axes.
 *
 * @param name of the file, without its end
 * @param title one line
 * @param across what the horizontal axis counts
 * @param lines one to four
 */
public record Plot(String name, String title, String across, List<Line> lines) {
    public Plot {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > 4) {
            throw new IllegalArgumentException("one to four lines, not " + lines.size());
        }
    }

    /**
     * What grows.
     *
     * @param name with the unit
     * @param points from left to right, at least one
     */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException(name + " has no point");
            }
        }
    }

    /** A point; both above 0, as logarithms ask. */
    public record Point(double across, double up) {
        public Point {
            if (!(across > 0 && up > 0)) {
                throw new IllegalArgumentException(
                        "a logarithmic axis begins above 0: " + across + ", " + up);
            }
        }
    }
}
